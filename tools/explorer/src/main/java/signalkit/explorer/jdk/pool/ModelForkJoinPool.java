package signalkit.explorer.jdk.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelSystem;
import signalkit.explorer.jdk.ModelThread;

/**
 * Stands for {@link java.util.concurrent.ForkJoinPool}: one queue of tasks, and daemons that take
 * the oldest.
 *
 * <p>Who joins a task that nobody has begun runs it; a worker that has to wait makes room for
 * another one, as the JDK's pool compensates. The common pool is one object, with a state for each
 * run.
 */
public class ModelForkJoinPool extends ModelExecutor {
    /** Stands for {@link java.util.concurrent.ForkJoinPool.ManagedBlocker}. */
    public interface ManagedBlocker {
        /** As in ForkJoinPool. */
        boolean block() throws InterruptedException;

        /** As in ForkJoinPool. */
        boolean isReleasable();
    }

    /** Stands for ForkJoinPool.ForkJoinWorkerThreadFactory. */
    public interface ForkJoinWorkerThreadFactory {
        /** As in ForkJoinPool. */
        ModelForkJoinWorker newThread(ModelForkJoinPool pool);
    }

    /** What there is of a pool in one run; the steps of the pool touch it. */
    private static final class State {
        private final List<ModelForkJoinTask<?>> queue = new ArrayList<>();

        /** Who queued last, and whether that was the same one for all that queue now. */
        private ModelThread pusher;

        private boolean mixed;
        private int workers;
        private int blocked;
        private int ended;
        private boolean shutdown;
    }

    /** As in ForkJoinPool. */
    public static final ForkJoinWorkerThreadFactory defaultForkJoinWorkerThreadFactory =
            ModelForkJoinWorker::new;

    private static final int COMMON_PARALLELISM = 3;
    private static final int PARALLELISM = 2;
    private static final ModelForkJoinPool COMMON =
            new ModelForkJoinPool(COMMON_PARALLELISM, defaultForkJoinWorkerThreadFactory, null);

    private final int parallelism;
    private final ForkJoinWorkerThreadFactory factory;
    private final State own;

    private ModelForkJoinPool(int parallelism, ForkJoinWorkerThreadFactory factory, State own) {
        this.parallelism = parallelism;
        this.factory = Objects.requireNonNull(factory);
        this.own = own;
    }

    /** As in ForkJoinPool, for two processors. */
    public ModelForkJoinPool() {
        this(PARALLELISM);
    }

    /** As in ForkJoinPool. */
    public ModelForkJoinPool(int parallelism) {
        this(parallelism, defaultForkJoinWorkerThreadFactory, new State());
        if (parallelism <= 0) {
            throw new IllegalArgumentException();
        }
    }

    /** As in ForkJoinPool; any worker takes the oldest task. */
    public ModelForkJoinPool(
            int parallelism,
            ForkJoinWorkerThreadFactory factory,
            ModelThread.UncaughtExceptionHandler handler,
            boolean asyncMode) {
        this(parallelism, factory, new State());
    }

    /** As in ForkJoinPool. */
    public static ModelForkJoinPool commonPool() {
        return COMMON;
    }

    /** As in ForkJoinPool, for what {@code CompletableFuture} starts. */
    public static ModelForkJoinPool asyncCommonPool() {
        return COMMON;
    }

    /** Always three: a proof must not depend on the machine. */
    public static int getCommonPoolParallelism() {
        return COMMON_PARALLELISM;
    }

    private State state() {
        return own != null ? own : Here.state().one(State.class, State::new);
    }

    String workerName() {
        return (own == null ? "ForkJoinPool.commonPool" : "ForkJoinPool")
                + "-worker-"
                + state().workers;
    }

    private static void change(State state, String words) {
        Here.step(state, Effect.WRITE, words);
    }

    void push(ModelForkJoinTask<?> task) {
        State state = state();
        change(state, "queues a task");
        if (state.shutdown) {
            throw new RejectedExecutionException();
        }
        ModelThread self = ModelThread.currentThread();
        boolean isAlone = state.queue.isEmpty();
        state.mixed =
                !isAlone
                        && (state.mixed
                                || state.pusher != self
                                || self instanceof ModelForkJoinWorker);
        state.pusher = self;
        state.queue.add(Objects.requireNonNull(task));
        addWorker(state);
    }

    private void addWorker(State state) {
        if (state.workers < parallelism + state.blocked) {
            state.workers++;
            factory.newThread(this).start();
        }
    }

    /** What a worker does until the pool is shut down and empty. */
    void work() {
        State state = state();
        while (true) {
            Here.await(
                    state,
                    "takes a task",
                    "a task of its pool",
                    () -> !state.queue.isEmpty() || state.shutdown);
            // The wait only acquires; what follows is of the same step.
            if (state.queue.isEmpty()) {
                break;
            }
            if (state.mixed && state.queue.size() > 1) {
                Here.undecided("another order of the tasks of a ForkJoinPool");
            }
            state.queue.remove(0).doExec();
        }
        change(state, "leaves the pool");
        state.ended++;
    }

    /** Takes a task that nobody has begun back; false when it is not there. */
    boolean take(ModelForkJoinTask<?> task) {
        State state = state();
        change(state, "looks for a task");
        return state.queue.remove(task);
    }

    /** A worker is about to wait: another one may come in its place. */
    void beginWait() {
        State state = state();
        change(state, "makes room for a worker");
        state.blocked++;
        if (!state.queue.isEmpty()) {
            addWorker(state);
        }
    }

    void endWait() {
        State state = state();
        change(state, "goes on working");
        state.blocked--;
    }

    /** As in ForkJoinPool. */
    public static void managedBlock(ManagedBlocker blocker) throws InterruptedException {
        ModelForkJoinWorker worker = ModelForkJoinWorker.self();
        if (blocker.isReleasable()) {
            return;
        }
        if (worker != null) {
            worker.pool.beginWait();
        }
        try {
            while (!blocker.isReleasable() && !blocker.block()) {
                // It says itself when it is done.
            }
        } finally {
            if (worker != null) {
                worker.pool.endWait();
            }
        }
    }

    /** What copies of the JDK call before they wait: nothing is run meanwhile. */
    public static void helpAsyncBlocker(Executor executor, ManagedBlocker blocker) {}

    /** What copies of JDK 25 call to start what is to come later. */
    public ModelDelayScheduler.ScheduledForkJoinTask<?> scheduleDelayedTask(
            ModelDelayScheduler.ScheduledForkJoinTask<?> task) {
        task.start();
        return task;
    }

    @Override
    public void execute(Runnable code) {
        Objects.requireNonNull(code);
        push(code instanceof ModelForkJoinTask<?> task ? task : ModelForkJoinTask.adapt(code));
    }

    /** As in ForkJoinPool. */
    public void execute(ModelForkJoinTask<?> task) {
        push(task);
    }

    /** As in ForkJoinPool. */
    public <T> T invoke(ModelForkJoinTask<T> task) {
        push(task);
        return task.join();
    }

    /** As in ForkJoinPool. */
    public <T> ModelForkJoinTask<T> submit(ModelForkJoinTask<T> task) {
        push(task);
        return task;
    }

    @Override
    public <T> ModelForkJoinTask<T> submit(Callable<T> code) {
        return submit(ModelForkJoinTask.adapt(code));
    }

    @Override
    public <T> ModelForkJoinTask<T> submit(Runnable code, T result) {
        return submit(ModelForkJoinTask.adapt(code, result));
    }

    @Override
    public ModelForkJoinTask<?> submit(Runnable code) {
        return submit(ModelForkJoinTask.adapt(code));
    }

    /** As in ForkJoinPool. */
    public int getParallelism() {
        if (this == COMMON) {
            ModelSystem.noteValue("another parallelism of the common pool than " + parallelism);
        }
        return parallelism;
    }

    @Override
    public void shutdown() {
        if (own != null) {
            change(own, "shuts the pool down");
            own.shutdown = true;
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        if (own != null) {
            change(own, "shuts the pool down");
            own.shutdown = true;
            own.queue.forEach(task -> task.cancel(false));
            own.queue.clear();
        }
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        Here.step(state(), Effect.READ, "looks at the pool");
        return state().shutdown;
    }

    private static boolean hasEnded(State state) {
        return state.shutdown && state.queue.isEmpty() && state.ended == state.workers;
    }

    @Override
    public boolean isTerminated() {
        Here.step(state(), Effect.READ, "looks at the pool");
        return hasEnded(state());
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        State state = state();
        return Here.awaitChange(
                state,
                "awaits the end of the pool",
                "the end of the pool",
                () -> hasEnded(state),
                Here.deadline(unit.toNanos(time)));
    }

    /** As in ForkJoinPool. */
    public boolean awaitQuiescence(long time, TimeUnit unit) {
        throw new UnsupportedOperationException("awaitQuiescence cannot be explored");
    }

    /** As in JDK 19 and later. */
    public void close() {
        boolean interrupted = false;
        shutdown();
        while (own != null && !hasEnded(own)) {
            try {
                awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
                shutdownNow();
            }
        }
        if (interrupted) {
            ModelThread.currentThread().interrupt();
        }
    }
}
