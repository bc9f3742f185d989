package signalkit.explorer.jdk.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelSystem;
import signalkit.explorer.jdk.ModelThread;

/** What starts the delayed tasks of a {@code CompletableFuture}: a daemon for each. */
public final class ModelDelayScheduler {
    private ModelDelayScheduler() {}

    /** Stands for CompletableFuture's Delayer of JDK 17. */
    public static ScheduledFuture<?> delay(Runnable code, long time, TimeUnit unit) {
        ScheduledForkJoinTask<Void> task =
                new ScheduledForkJoinTask<>(unit.toNanos(time), 0, true, code, null, null);
        task.start();
        return task;
    }

    /**
     * Stands for the delayed task of JDK 25.
     *
     * @param <T> the result's type
     */
    public static final class ScheduledForkJoinTask<T> extends ModelFutureTask<T>
            implements ScheduledFuture<T> {
        private final long deadline;

        /** As in JDK 25; it comes once. */
        public ScheduledForkJoinTask(
                long nanos,
                long period,
                boolean immediate,
                Runnable code,
                Callable<T> call,
                ModelForkJoinPool pool) {
            super(
                    call != null
                            ? call
                            : () -> {
                                code.run();
                                return null;
                            });
            this.deadline = Here.deadline(nanos);
        }

        void start() {
            ModelThread thread = new ModelThread(this::runLater, "CompletableFutureDelayer");
            thread.setDaemon(true);
            thread.start();
        }

        private void runLater() {
            try {
                get(deadline - ModelSystem.clockNanos(), TimeUnit.NANOSECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                run();
            } catch (InterruptedException
                    | java.util.concurrent.ExecutionException
                    | java.util.concurrent.CancellationException e) {
                // Cancelled before its time.
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(deadline - ModelSystem.clockNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
