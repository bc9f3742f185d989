package signalkit.posix.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Signal;

/** The timers of one process, and the thread that sends their signals. Thread-safe. */
public final class Timers {
    /** What the thread is called that sends the signals. */
    public static final String THREAD = "timer";

    private final PosixProcess process;

    // This monitor must be held when using these:
    private final List<IntervalTimer> armed = new ArrayList<>();
    private IntervalTimer real;
    private Pthread thread;

    /**
     * The timers of a process that has none yet.
     *
     * @param process gets the signals
     */
    public Timers(PosixProcess process) {
        this.process = process;
    }

    /** ITIMER_REAL, which {@code alarm} and {@code setitimer} share. */
    synchronized IntervalTimer real() {
        if (real == null) {
            real = new IntervalTimer(process, Signal.ALRM, Code.USER);
        }
        return real;
    }

    /** Sends a timer's signal; false when its last one is pending. */
    boolean send(Siginfo signal) {
        return process.send(signal, null);
    }

    boolean isPending(Siginfo signal) {
        return process.isPending(signal);
    }

    long now() {
        return process.scheduler().nanoTime();
    }

    long deadlineIn(Duration time) {
        return process.scheduler().deadlineIn(time);
    }

    /** A timer has been set; it is armed when it has a deadline. */
    void changed(IntervalTimer timer) {
        Pthread sleeper;
        synchronized (this) {
            armed.remove(timer);
            if (timer.isArmed()) {
                armed.add(timer);
            }
            if (thread == null && !armed.isEmpty()) {
                thread = process.service(THREAD, this::run);
            }
            sleeper = thread;
        }
        if (sleeper != null) {
            sleeper.unpark();
        }
    }

    private void run() {
        Pthread self = Pthread.self();
        while (true) {
            self.checkpoint();
            long next = nextDeadline();
            if (process.scheduler().isPast(next)) {
                Points.point(Op.SIGNAL, "a timer expires");
                expire();
            } else {
                self.park(this, next);
            }
        }
    }

    private synchronized long nextDeadline() {
        long next = Scheduler.NEVER;
        for (IntervalTimer timer : armed) {
            next = next == Scheduler.NEVER || timer.deadline() - next < 0 ? timer.deadline() : next;
        }
        return next;
    }

    private synchronized void expire() {
        long now = now();
        for (IntervalTimer timer : List.copyOf(armed)) {
            timer.expire(now);
            if (!timer.isArmed()) {
                armed.remove(timer);
            }
        }
    }

    @Override
    public String toString() {
        return "the next timer";
    }
}
