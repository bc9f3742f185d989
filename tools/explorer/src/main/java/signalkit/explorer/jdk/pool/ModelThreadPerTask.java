package signalkit.explorer.jdk.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;
import signalkit.explorer.jdk.ModelThreadFactory;

/** Stands for the executors of JDK 21 and later that start a thread for each task. */
public final class ModelThreadPerTask extends ModelExecutor implements AutoCloseable {
    private final List<ModelThread> threads = new ArrayList<>();
    private int running;
    private boolean shutdown;

    private final ModelThreadFactory factory;

    private ModelThreadPerTask(ModelThreadFactory factory) {
        this.factory = factory;
    }

    /** As in Executors. */
    public static ExecutorService newThreadPerTaskExecutor(ModelThreadFactory factory) {
        return new ModelThreadPerTask(Objects.requireNonNull(factory));
    }

    /** As in Executors. */
    public static ExecutorService newVirtualThreadPerTaskExecutor() {
        return new ModelThreadPerTask(code -> ModelThread.unstarted(code, true));
    }

    @Override
    public void execute(Runnable code) {
        Here.step(this, Effect.WRITE, "hands in a task");
        if (shutdown) {
            throw new RejectedExecutionException();
        }
        ModelThread thread =
                factory.newThread(
                        () -> {
                            try {
                                code.run();
                            } finally {
                                Here.step(this, Effect.WRITE, "ends a task");
                                running--;
                            }
                        });
        if (thread == null) {
            throw new RejectedExecutionException();
        }
        running++;
        threads.add(thread);
        thread.start();
    }

    @Override
    public void shutdown() {
        Here.step(this, Effect.WRITE, "shuts the executor down");
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List.copyOf(threads).forEach(ModelThread::interrupt);
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        Here.step(this, Effect.READ, "looks at the executor");
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown() && running == 0;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        return await(Here.deadline(unit.toNanos(time)));
    }

    private boolean await(long deadline) throws InterruptedException {
        return Here.awaitChange(
                this,
                "awaits the end of the executor",
                "the end of the executor",
                () -> shutdown && running == 0,
                deadline);
    }

    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = await(Here.NEVER);
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
