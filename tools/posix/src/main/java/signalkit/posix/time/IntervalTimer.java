package signalkit.posix.time;

import java.time.Duration;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Scheduler;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Signal;

/**
 * A timer that sends the process a signal: {@code timer_create} with SIGEV_SIGNAL.
 *
 * <p>Under an explorer time is virtual. An expiry may come at any point, since any thread may be
 * delayed there, and it comes when no thread can continue. Thread-safe.
 */
public final class IntervalTimer {
    private static final String LISTED =
            "POSIX XSH 2.4.3 lists it; here no handler can start under the one lock that it takes";

    private final Timers timers;
    private final Siginfo signal;

    // The monitor of the timers must be held when using these:
    private long deadline = Scheduler.NEVER;
    private long interval;
    private int overrun;
    private int overrunBefore;
    private boolean deleted;

    /**
     * A timer of the calling thread's process, disarmed.
     *
     * @param signal sent at each expiry
     * @throws PosixException EINVAL when the signal is null
     */
    public IntervalTimer(Signal signal) {
        this(PosixProcess.current(), signal, Code.TIMER);
        Points.look();
    }

    IntervalTimer(PosixProcess process, Signal signal, Code code) {
        if (signal == null) {
            throw new PosixException(Errno.EINVAL, "the signal of a timer is null");
        }
        this.timers = process.timers();
        this.signal = new Siginfo(signal, code, 0);
    }

    /**
     * Arms or disarms: {@code timer_settime}.
     *
     * @param value the time until the first expiry; zero disarms
     * @param interval the time between later ones; zero for none
     * @return what was left of the time before; zero when it was disarmed
     * @throws PosixException EINVAL when a time is null or negative, or the timer was deleted
     */
    @AsyncSignalSafe(LISTED)
    public Duration settime(Duration value, Duration interval) {
        Points.point(Op.SEND, "sets a timer");
        requireTime(value);
        requireTime(interval);
        Duration left;
        synchronized (timers) {
            requireThere();
            left = left();
            this.deadline = value.isZero() ? Scheduler.NEVER : timers.deadlineIn(value);
            this.interval = interval.toNanos();
            overrun = 0;
            overrunBefore = 0;
        }
        timers.changed(this);
        return left;
    }

    /**
     * The time until the next expiry: {@code timer_gettime}.
     *
     * @return zero when the timer is disarmed
     */
    @AsyncSignalSafe(LISTED)
    public Duration gettime() {
        Points.point(Op.SIGNAL, "looks at a timer");
        synchronized (timers) {
            requireThere();
            return left();
        }
    }

    /**
     * How many expiries the last signal that was delivered stands for, beside its own: {@code
     * timer_getoverrun}. A timer has one signal pending at most.
     *
     * @return 0 while the program keeps up
     */
    @AsyncSignalSafe(LISTED)
    public int getoverrun() {
        Points.point(Op.SIGNAL, "looks at a timer");
        synchronized (timers) {
            requireThere();
            return timers.isPending(signal) ? overrunBefore : overrun;
        }
    }

    /** Disarms for good: {@code timer_delete}. */
    public void delete() {
        settime(Duration.ZERO, Duration.ZERO);
        synchronized (timers) {
            deleted = true;
        }
    }

    private static void requireTime(Duration time) {
        if (time == null || time.isNegative()) {
            throw new PosixException(Errno.EINVAL, "a timer cannot be set to " + time);
        }
    }

    private void requireThere() {
        if (deleted) {
            throw new PosixException(
                    Errno.EINVAL, "the timer of " + signal.signal() + " was deleted");
        }
    }

    private Duration left() {
        return deadline == Scheduler.NEVER
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(1, deadline - timers.now()));
    }

    boolean isArmed() {
        return deadline != Scheduler.NEVER;
    }

    long deadline() {
        return deadline;
    }

    /** Sends the signal and arms the timer for the next time, if its time has come. */
    void expire(long now) {
        if (!isArmed() || now - deadline < 0) {
            return;
        }
        long late = interval == 0 ? 0 : (now - deadline) / interval;
        deadline = interval == 0 ? Scheduler.NEVER : deadline + (late + 1) * interval;
        if (timers.send(signal)) {
            overrunBefore = overrun;
            overrun = 0;
        } else {
            late++;
        }
        overrun = (int) Math.min(Integer.MAX_VALUE, overrun + late);
    }
}
