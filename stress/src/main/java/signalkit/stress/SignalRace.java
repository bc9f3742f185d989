package signalkit.stress;

import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;

/**
 * A process of its own that one actor runs, while another one sends it signals.
 *
 * <p>Both come to their end in a bounded time: who runs knows when all signals were sent.
 */
public final class SignalRace {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final PosixProcess process = new PosixProcess("race");
    private final Meeting meeting = new Meeting();
    private volatile boolean isReady;
    private volatile boolean isSent;
    private int result;

    /** A race with a process that does not run yet. */
    public SignalRace() {}

    /**
     * Runs the process until its main thread returns.
     *
     * @param main what its main thread does; calls {@link #ready}
     * @return what {@code main} returns, the exit status when a signal ended the process, or -2
     *     when the two actors did not meet in time, so that there was no race
     */
    public int run(ToIntFunction<SignalRace> main) {
        if (!meeting.isComplete()) {
            return Meeting.MISSED;
        }
        try {
            process.start(() -> result = main.applyAsInt(this));
            int status = process.waitFor(PATIENCE);
            return status == 0 ? result : status;
        } finally {
            isReady = true; // or the other actor would wait forever
        }
    }

    /** Signals may come from now on. */
    public void ready() {
        isReady = true;
    }

    /**
     * Sends signals to the process, as soon as it is ready.
     *
     * @param signals one after the other
     */
    public void send(Signal... signals) {
        if (!meeting.isComplete()) {
            return;
        }
        while (!isReady) {
            Thread.onSpinWait();
        }
        for (Signal signal : signals) {
            process.kill(signal);
        }
        isSent = true;
    }

    /**
     * Whether no signal comes any more.
     *
     * @return true when all of them are pending or taken
     */
    public boolean isSent() {
        return isSent;
    }
}
