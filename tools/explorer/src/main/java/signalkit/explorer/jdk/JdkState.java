package signalkit.explorer.jdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import signalkit.posix.Pthread;

/** What the models know of one run: its threads, its numbers, its hooks. */
public final class JdkState {
    /** What making a thread touches. */
    private static final class ThreadNumbers {}

    private final Map<Pthread, ModelThread> threads = new IdentityHashMap<>();
    private final Map<String, JvmHandlerModel> handlers = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<Object, Object> singletons = new HashMap<>();
    private final List<ModelThread> hooks = new ArrayList<>();
    private final ModelThreadGroup group = ModelThreadGroup.ofMain();
    private final ModelThreadGroup virtualThreads = group.besideIt("VirtualThreads");
    private final ThreadNumbers threadNumbers = new ThreadNumbers();
    private boolean exits;
    private boolean isProgram;
    private ModelThread.UncaughtExceptionHandler defaultHandler;

    /**
     * The Java thread that a thread of the process is.
     *
     * @param thread of this run
     * @return made on the first call, when the thread was not made as a Java thread
     */
    public ModelThread threadOf(Pthread thread) {
        return threads.computeIfAbsent(thread, absent -> new ModelThread(absent, group));
    }

    /**
     * Whether a thread keeps the program alive.
     *
     * @param thread of this run
     * @return false for daemons
     */
    public boolean isDaemon(Pthread thread) {
        ModelThread known = threads.get(thread);
        return known != null && known.servesOthers();
    }

    void add(Pthread thread, ModelThread model) {
        threads.put(thread, model);
    }

    /** Counts threads from 0; threads that make threads at a time do it one after the other. */
    int nextThread(String name) {
        Here.step(threadNumbers, Effect.WRITE, "numbers a thread");
        return next(name);
    }

    /** The group of all virtual threads, which never counts them. */
    ModelThreadGroup virtualThreads() {
        return virtualThreads;
    }

    /** What sees whether other threads are made. */
    void lookAtThreads() {
        Here.step(threadNumbers, Effect.READ, "looks for threads");
    }

    /** Counts from 0, for each name on its own. */
    int next(String name) {
        return counts.merge(name, 1, Integer::sum) - 1;
    }

    /** Says that a plain program runs, and no scenario: scenarios promise not to use the clock. */
    public void setProgram() {
        isProgram = true;
    }

    boolean isProgram() {
        return isProgram;
    }

    /** A name for the next object of a kind: "Semaphore", then "Semaphore 2". */
    String name(String kind) {
        int number = next(kind);
        return number == 0 ? kind : kind + " " + (number + 1);
    }

    /**
     * What there is one of in a run, such as the common pool.
     *
     * @param type its class
     * @param maker makes it on the first call
     * @return always the same in a run
     */
    public <T> T one(Class<T> type, Supplier<T> maker) {
        Object one = singletons.get(type);
        if (one == null) {
            one = maker.get();
            singletons.put(type, one);
        }
        return type.cast(one);
    }

    /**
     * Whether something is to run before the end.
     *
     * @return true for shutdown hooks
     */
    public boolean hasHooks() {
        return !hooks.isEmpty();
    }

    void addHook(ModelThread hook) {
        Here.step(this, Effect.WRITE, "adds a hook");
        requireNoExit();
        if (hooks.contains(hook)) {
            throw new IllegalArgumentException("Hook previously registered");
        }
        hooks.add(hook);
    }

    boolean removeHook(ModelThread hook) {
        Here.step(this, Effect.WRITE, "removes a hook");
        requireNoExit();
        return hooks.remove(hook);
    }

    private void requireNoExit() {
        if (exits) {
            throw new IllegalStateException("Shutdown in progress");
        }
    }

    /** Begins the exit: the hooks to run; null when it has begun before. */
    List<ModelThread> takeHooks() {
        if (exits) {
            return null;
        }
        exits = true;
        return hooks;
    }

    /** The handlers of sun.misc.Signal, by the name of the signal. */
    Map<String, JvmHandlerModel> handlers() {
        return handlers;
    }

    ModelThread.UncaughtExceptionHandler defaultHandler() {
        return defaultHandler;
    }

    void setDefaultHandler(ModelThread.UncaughtExceptionHandler handler) {
        defaultHandler = handler;
    }
}
