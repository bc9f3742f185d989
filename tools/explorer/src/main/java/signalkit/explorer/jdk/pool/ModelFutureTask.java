package signalkit.explorer.jdk.pool;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;

/**
 * Stands for {@link java.util.concurrent.FutureTask}: to begin, to end and to look are one step
 * each.
 *
 * @param <V> the result's type
 */
public class ModelFutureTask<V> implements RunnableFuture<V> {
    private enum Phase {
        NEW,
        DONE,
        FAILED,
        CANCELLED
    }

    private final String name = Here.name("FutureTask");
    private final Callable<V> code;
    private Phase phase = Phase.NEW;
    private ModelThread runner;
    private boolean interrupting;
    private Object outcome;

    /** As in FutureTask. */
    public ModelFutureTask(Callable<V> code) {
        this.code = Objects.requireNonNull(code);
    }

    /** As in FutureTask. */
    public ModelFutureTask(Runnable code, V result) {
        Objects.requireNonNull(code);
        this.code =
                () -> {
                    code.run();
                    return result;
                };
    }

    @Override
    public void run() {
        if (begin()) {
            try {
                set(code.call());
            } catch (Throwable thrown) {
                Here.pass(thrown);
                setException(thrown);
            } finally {
                runner = null;
            }
            awaitInterrupt();
        }
    }

    /** As in FutureTask. */
    protected boolean runAndReset() {
        boolean ran = false;
        if (begin()) {
            try {
                code.call();
                ran = true;
            } catch (Throwable thrown) {
                Here.pass(thrown);
                setException(thrown);
            }
            Here.step(this, Effect.WRITE, "resets the " + name);
            runner = null;
            ran &= phase == Phase.NEW;
            awaitInterrupt();
        }
        return ran;
    }

    private boolean begin() {
        Here.step(this, Effect.WRITE, "begins the " + name);
        boolean begins = phase == Phase.NEW && runner == null;
        if (begins) {
            runner = Here.self();
        }
        return begins;
    }

    /** The interrupt of a cancel must not come later than the task. */
    private void awaitInterrupt() {
        if (phase == Phase.CANCELLED) {
            Here.await(this, "ends the " + name, "an interrupt", () -> !interrupting);
        }
    }

    /** As in FutureTask. */
    protected void set(V result) {
        end(Phase.DONE, result);
    }

    /** As in FutureTask. */
    protected void setException(Throwable thrown) {
        end(Phase.FAILED, thrown);
    }

    private void end(Phase end, Object what) {
        Here.step(this, Effect.WRITE, "ends the " + name);
        if (phase == Phase.NEW) {
            phase = end;
            outcome = what;
            done();
        }
    }

    /** As in FutureTask. */
    protected void done() {}

    @Override
    public boolean cancel(boolean mayInterrupt) {
        Here.step(this, Effect.WRITE, "cancels the " + name);
        if (phase != Phase.NEW) {
            return false;
        }
        phase = Phase.CANCELLED;
        ModelThread running = runner;
        if (mayInterrupt && running != null) {
            interrupting = true;
            running.interrupt();
            Here.step(this, Effect.WRITE, "has interrupted the " + name);
            interrupting = false;
        }
        done();
        return true;
    }

    @Override
    public boolean isCancelled() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return phase == Phase.CANCELLED;
    }

    @Override
    public boolean isDone() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return phase != Phase.NEW;
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        await(Here.NEVER);
        return report();
    }

    @Override
    public V get(long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!await(Here.deadline(unit.toNanos(time)))) {
            throw new TimeoutException();
        }
        return report();
    }

    private boolean await(long deadline) throws InterruptedException {
        return Here.awaitChange(
                this,
                "gets the " + name,
                "the end of the " + name,
                () -> phase != Phase.NEW,
                deadline);
    }

    @SuppressWarnings("unchecked") // set keeps a V
    private V report() throws ExecutionException {
        return switch (phase) {
            case DONE -> (V) outcome;
            case FAILED -> throw new ExecutionException((Throwable) outcome);
            default -> throw new CancellationException();
        };
    }

    @Override
    public String toString() {
        return name + "[" + phase + "]";
    }
}
