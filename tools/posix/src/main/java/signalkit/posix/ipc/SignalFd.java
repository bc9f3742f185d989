package signalkit.posix.ipc;

import java.time.Duration;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/**
 * Pending signals that are read like bytes: {@code signalfd} of Linux.
 *
 * <p>It takes what is pending for the thread that reads, or for the process. The signals have to be
 * blocked in every thread: it does not unblock them, and what is not blocked is handled before it
 * is read. Any thread may read; one waits.
 */
public final class SignalFd implements Poll.Readable {
    private final PosixProcess process = PosixProcess.current();
    private final SignalSet signals;

    /**
     * Opens one for the calling thread's process: {@code signalfd(-1, signals, 0)}.
     *
     * @param signals what is read; KILL and STOP have no effect here
     * @throws PosixException EINVAL when the set is null
     */
    public SignalFd(SignalSet signals) {
        if (signals == null) {
            throw new PosixException(Errno.EINVAL, "the set of a signalfd is null");
        }
        Points.look();
        this.signals = signals.without(Signal.KILL).without(Signal.STOP);
    }

    /**
     * Takes the next pending signal, waiting for it as long as it takes: {@code read}.
     *
     * @return the signal, which is pending no more
     * @throws PosixException EINTR when a handler without SA_RESTART ran first
     */
    public Signal read() {
        Pthread self = Pthread.cancellable();
        long before = self.handledWithoutRestart();
        onReadable(self::unpark);
        while (true) {
            Points.point(Op.INPUT, this);
            Signal signal = take();
            if (signal != null) {
                return signal;
            }
            if (self.handledWithoutRestart() != before) {
                throw new PosixException(Errno.EINTR, "a handler ended the read");
            }
            if (!hasInput()) {
                self.park(this, Scheduler.NEVER);
            }
            self.checkpoint();
        }
    }

    /**
     * Takes the next pending signal if there is one.
     *
     * @return null, with {@code errno} EAGAIN, when there is none
     */
    public Signal poll() {
        Points.point(Op.INPUT, this);
        Pthread.cancellable();
        Signal signal = take();
        if (signal == null) {
            Errno.set(Errno.EAGAIN);
        }
        return signal;
    }

    private Signal take() {
        if (hasInput()) {
            try {
                return Signals.sigtimedwait(signals, Duration.ZERO);
            } catch (PosixException taken) {
                if (taken.errno() != Errno.EAGAIN && taken.errno() != Errno.EINTR) {
                    throw taken;
                }
            }
        }
        return null;
    }

    @Override
    public boolean hasInput() {
        return !signals.minus(process.signalState(Pthread.selfOrNull()).get(1)).equals(signals);
    }

    @Override
    public void onReadable(Runnable wakeUp) {
        process.onPending(this, wakeUp);
    }

    @Override
    public String toString() {
        return "signals " + signals;
    }
}
