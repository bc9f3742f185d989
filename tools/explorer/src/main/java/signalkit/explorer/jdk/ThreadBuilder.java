package signalkit.explorer.jdk;

import java.util.Objects;

/** Makes threads as the builders of JDK 21 do. */
final class ThreadBuilder implements ModelThreadBuilder.OfVirtual, ModelThreadBuilder.OfPlatform {
    private final boolean isVirtual;
    private String name;
    private long counter = -1;
    private Boolean daemon;
    private boolean inherits = true;
    private int priority;
    private ModelThreadGroup group;
    private ModelThread.UncaughtExceptionHandler handler;

    ThreadBuilder(boolean isVirtual) {
        this.isVirtual = isVirtual;
    }

    @Override
    public ThreadBuilder name(String name) {
        this.name = Objects.requireNonNull(name);
        counter = -1;
        return this;
    }

    @Override
    public ThreadBuilder name(String prefix, long start) {
        this.name = Objects.requireNonNull(prefix);
        counter = start;
        return this;
    }

    @Override
    public ThreadBuilder inheritInheritableThreadLocals(boolean inherit) {
        inherits = inherit;
        return this;
    }

    @Override
    public ThreadBuilder uncaughtExceptionHandler(ModelThread.UncaughtExceptionHandler taker) {
        handler = taker;
        return this;
    }

    @Override
    public ThreadBuilder daemon(boolean on) {
        daemon = on;
        return this;
    }

    @Override
    public ThreadBuilder daemon() {
        return daemon(true);
    }

    @Override
    public ThreadBuilder priority(int priority) {
        if (priority < Thread.MIN_PRIORITY || priority > Thread.MAX_PRIORITY) {
            throw new IllegalArgumentException();
        }
        this.priority = priority;
        return this;
    }

    @Override
    public ThreadBuilder group(ModelThreadGroup group) {
        this.group = Objects.requireNonNull(group);
        return this;
    }

    @Override
    public ModelThread unstarted(Runnable code) {
        String own = counter < 0 ? name : name + counter++;
        Objects.requireNonNull(code);
        ModelThread thread = new ModelThread(group, code, own, isVirtual, inherits);
        if (daemon != null) {
            thread.setDaemon(daemon);
        }
        if (priority != 0) {
            thread.setPriority(priority);
        }
        thread.setUncaughtExceptionHandler(handler);
        return thread;
    }

    @Override
    public ModelThread start(Runnable code) {
        ModelThread thread = unstarted(code);
        thread.start();
        return thread;
    }

    @Override
    public ModelThreadFactory factory() {
        return this::unstarted;
    }
}
