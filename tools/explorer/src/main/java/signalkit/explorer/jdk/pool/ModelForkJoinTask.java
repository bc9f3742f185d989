package signalkit.explorer.jdk.pool;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;

/**
 * Stands for {@link java.util.concurrent.ForkJoinTask}.
 *
 * @param <V> the result's type
 */
public abstract class ModelForkJoinTask<V> implements Future<V>, Serializable {
    private static final long serialVersionUID = 1L;

    private transient boolean done;
    private transient short tag;
    private transient Throwable thrown;
    private transient ModelForkJoinPool pool;

    /** As in ForkJoinTask. */
    public ModelForkJoinTask() {}

    /** As in ForkJoinTask. */
    public abstract V getRawResult();

    /** As in ForkJoinTask. */
    protected abstract void setRawResult(V value);

    /** As in ForkJoinTask. */
    protected abstract boolean exec();

    private static ModelForkJoinPool poolHere() {
        ModelForkJoinWorker worker = ModelForkJoinWorker.self();
        return worker == null ? ModelForkJoinPool.commonPool() : worker.pool;
    }

    /** Runs it on the calling thread, unless it is over. */
    final void doExec() {
        if (isDone()) {
            return;
        }
        try {
            if (exec()) {
                end(null);
            }
        } catch (Throwable failure) {
            Here.pass(failure);
            end(failure);
        }
    }

    private void end(Throwable failure) {
        Here.step(this, Effect.WRITE, "ends a task");
        if (!done) {
            done = true;
            thrown = failure;
        }
    }

    /** As in ForkJoinTask. */
    public final ModelForkJoinTask<V> fork() {
        pool = poolHere();
        pool.push(this);
        return this;
    }

    private boolean await(long deadline, boolean interruptible) throws InterruptedException {
        if (isDone()) {
            return true;
        }
        ModelForkJoinWorker worker = ModelForkJoinWorker.self();
        ModelForkJoinPool runs = worker != null ? worker.pool : ModelForkJoinPool.commonPool();
        if (runs.take(this)) {
            doExec();
            return true;
        }
        if (worker != null) {
            worker.pool.beginWait();
        }
        try {
            if (interruptible) {
                return Here.awaitChange(
                        this, "joins a task", "the end of a task", () -> done, deadline);
            }
            Here.await(this, "joins a task", "the end of a task", () -> done);
            return true;
        } finally {
            if (worker != null) {
                worker.pool.endWait();
            }
        }
    }

    /** As in ForkJoinTask. */
    public final void quietlyJoin() {
        try {
            await(Here.NEVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As in ForkJoinTask. */
    public final V join() {
        quietlyJoin();
        return report();
    }

    private V report() {
        if (thrown != null) {
            throw ModelForkJoinTask.<RuntimeException>sneaky(thrown);
        }
        return getRawResult();
    }

    @SuppressWarnings("unchecked") // the compiler's view of T only
    private static <T extends Throwable> T sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    /** As in ForkJoinTask. */
    public final V invoke() {
        quietlyInvoke();
        return report();
    }

    /** As in ForkJoinTask. */
    public final void quietlyInvoke() {
        doExec();
        quietlyJoin();
    }

    @Override
    public final V get() throws InterruptedException, ExecutionException {
        await(Here.NEVER, true);
        return reportChecked();
    }

    @Override
    public final V get(long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!await(Here.deadline(unit.toNanos(time)), true)) {
            throw new TimeoutException();
        }
        return reportChecked();
    }

    private V reportChecked() throws ExecutionException {
        if (thrown instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (thrown != null) {
            throw new ExecutionException(thrown);
        }
        return getRawResult();
    }

    /** As in ForkJoinTask. */
    public static void invokeAll(ModelForkJoinTask<?> one, ModelForkJoinTask<?> other) {
        other.fork();
        one.invoke();
        other.join();
    }

    /** As in ForkJoinTask. */
    public static void invokeAll(ModelForkJoinTask<?>... tasks) {
        invokeAll(Arrays.asList(tasks));
    }

    /** As in ForkJoinTask. */
    public static <T extends ModelForkJoinTask<?>> Collection<T> invokeAll(Collection<T> tasks) {
        List<T> all = List.copyOf(tasks);
        for (int i = 1; i < all.size(); i++) {
            all.get(i).fork();
        }
        for (int i = 0; i < all.size(); i++) {
            if (i == 0) {
                all.get(i).invoke();
            } else {
                all.get(i).join();
            }
        }
        return tasks;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        end(new CancellationException());
        return isCancelled();
    }

    @Override
    public final boolean isDone() {
        Here.step(this, Effect.READ, "looks at a task");
        return done;
    }

    @Override
    public final boolean isCancelled() {
        return isDone() && thrown instanceof CancellationException;
    }

    /** As in ForkJoinTask. */
    public final boolean isCompletedAbnormally() {
        return isDone() && thrown != null;
    }

    /** As in ForkJoinTask. */
    public final boolean isCompletedNormally() {
        return isDone() && thrown == null;
    }

    /** As in ForkJoinTask. */
    public final Throwable getException() {
        return isDone() ? thrown : null;
    }

    /** As in ForkJoinTask. */
    public void completeExceptionally(Throwable failure) {
        end(failure);
    }

    /** As in ForkJoinTask. */
    public void complete(V value) {
        setRawResult(value);
        end(null);
    }

    /** As in ForkJoinTask. */
    public final void quietlyComplete() {
        end(null);
    }

    /** As in ForkJoinTask. */
    public boolean tryUnfork() {
        return pool != null && pool.take(this);
    }

    /** As in ForkJoinTask. */
    public final short getForkJoinTaskTag() {
        Here.step(this, Effect.READ, "looks at a task");
        return tag;
    }

    /** As in ForkJoinTask. */
    public final short setForkJoinTaskTag(short value) {
        Here.step(this, Effect.WRITE, "tags a task");
        short old = tag;
        tag = value;
        return old;
    }

    /** As in ForkJoinTask. */
    public final boolean compareAndSetForkJoinTaskTag(short expected, short value) {
        Here.step(this, Effect.WRITE, "claims a task");
        boolean equal = tag == expected;
        if (equal) {
            tag = value;
        }
        return equal;
    }

    /** As in ForkJoinTask. */
    public static ModelForkJoinPool getPool() {
        ModelForkJoinWorker worker = ModelForkJoinWorker.self();
        return worker == null ? null : worker.pool;
    }

    /** As in ForkJoinTask. */
    public static boolean inForkJoinPool() {
        return ModelForkJoinWorker.self() != null;
    }

    /** As in ForkJoinTask. */
    public static ModelForkJoinTask<?> adapt(Runnable code) {
        return adapt(code, null);
    }

    /** As in ForkJoinTask. */
    public static <T> ModelForkJoinTask<T> adapt(Runnable code, T result) {
        return adapt(
                () -> {
                    code.run();
                    return result;
                });
    }

    /** As in ForkJoinTask. */
    public static <T> ModelForkJoinTask<T> adapt(Callable<? extends T> code) {
        return new Adapted<>(code);
    }

    private static final class Adapted<T> extends ModelForkJoinTask<T> {
        private static final long serialVersionUID = 1L;

        private final transient Callable<? extends T> code;
        private transient T result;

        Adapted(Callable<? extends T> code) {
            this.code = java.util.Objects.requireNonNull(code);
        }

        @Override
        public T getRawResult() {
            return result;
        }

        @Override
        protected void setRawResult(T value) {
            result = value;
        }

        @Override
        protected boolean exec() {
            try {
                result = code.call();
                return true;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new RuntimeException(e);
            }
        }
    }
}
