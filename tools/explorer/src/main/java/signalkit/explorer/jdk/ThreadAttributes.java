package signalkit.explorer.jdk;

import java.util.Objects;

/** What a thread is called and how it is treated. */
public abstract class ThreadAttributes {
    private static final int MIN_PRIORITY = 1;
    private static final int NORM_PRIORITY = 5;
    private static final int MAX_PRIORITY = 10;

    /** Where steps of what may change while a thread runs meet. */
    private static final class Changing {}

    private final Changing changing = new Changing();
    private final long id;
    private final boolean isVirtual;
    private final ModelThreadGroup group;
    private String name;
    private boolean daemon;
    private int priority = NORM_PRIORITY;
    private ModelThread.UncaughtExceptionHandler handler;
    private ClassLoader context = ThreadAttributes.class.getClassLoader();

    /** {@code maker} is null for threads that no thread of the program makes. */
    ThreadAttributes(
            String name, long id, boolean isVirtual, ThreadAttributes maker, ModelThreadGroup in) {
        this.name = name;
        this.id = id;
        this.isVirtual = isVirtual;
        this.daemon = isVirtual || maker != null && maker.daemon;
        this.group = in != null || maker == null ? in : maker.group;
        if (maker != null) {
            this.context = maker.context;
            this.priority = isVirtual ? NORM_PRIORITY : Math.min(maker.priority, group.limit());
        }
    }

    /** Its group, of which it no longer is a member once it has ended. */
    final ModelThreadGroup ownGroup() {
        return group;
    }

    /** Whether it was started and has not ended; a step. */
    abstract boolean isAlive();

    /** As in {@link Thread}. */
    public final String getName() {
        Here.step(changing, Effect.READ, "reads a thread's name");
        return name;
    }

    /** As in {@link Thread}. */
    public final void setName(String name) {
        Objects.requireNonNull(name);
        Here.step(changing, Effect.WRITE, "names a thread " + name);
        this.name = name;
    }

    /** Its name for tables: no step. */
    public final String label() {
        return name;
    }

    /** As in {@link Thread}. */
    public final boolean isDaemon() {
        Here.step(changing, Effect.READ, "asks whether a thread is a daemon");
        return daemon;
    }

    /** Whether it is a daemon; no step. */
    final boolean servesOthers() {
        return daemon;
    }

    /** As in {@link Thread}. */
    public final void setDaemon(boolean on) {
        if (isVirtual && !on) {
            throw new IllegalArgumentException("'false' not legal for virtual threads");
        }
        Here.step(changing, Effect.WRITE, "says whether a thread is a daemon");
        if (isAlive()) {
            throw new IllegalThreadStateException();
        }
        daemon = on;
    }

    /** As in {@link Thread}. */
    public final boolean isVirtual() {
        return isVirtual;
    }

    /** As in {@link Thread}; it changes nothing. */
    public final void setPriority(int priority) {
        if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException();
        }
        Here.step(changing, Effect.WRITE, "sets a thread's priority");
        if (!isVirtual) {
            this.priority = Math.min(priority, group.limit());
        }
    }

    /** As in {@link Thread}. */
    public final int getPriority() {
        Here.step(changing, Effect.READ, "reads a thread's priority");
        return priority;
    }

    /** As in {@link Thread}. */
    public long getId() {
        return threadId();
    }

    /** As in {@link Thread}. */
    public final long threadId() {
        Here.undecided("another number of a thread than the one that its id is");
        return id;
    }

    /** As in {@link Thread}; empty unless it is the calling thread's. */
    public StackTraceElement[] getStackTrace() {
        return this == Here.self() ? new Throwable().getStackTrace() : new StackTraceElement[0];
    }

    /** As in {@link Thread}. */
    public ClassLoader getContextClassLoader() {
        Here.step(changing, Effect.READ, "reads a thread's class loader");
        return context;
    }

    /** As in {@link Thread}. */
    public void setContextClassLoader(ClassLoader loader) {
        Here.step(changing, Effect.WRITE, "sets a thread's class loader");
        context = loader;
    }

    /** As in {@link Thread}: the group when there is none. */
    public ModelThread.UncaughtExceptionHandler getUncaughtExceptionHandler() {
        Here.step(changing, Effect.READ, Here.LOOKS_FOR_HANDLER);
        return handler == null ? group : handler;
    }

    /** As in {@link Thread}. */
    public void setUncaughtExceptionHandler(ModelThread.UncaughtExceptionHandler handler) {
        Here.step(changing, Effect.WRITE, "sets a thread's handler of exceptions");
        this.handler = handler;
    }
}
