package signalkit.posix;

import static signalkit.posix.PosixException.required;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import signalkit.posix.os.KernelSignals;
import signalkit.posix.os.OsSignals;

/** How a thread waits for signals: to take one (sigwait), or for a handler (sigsuspend). */
final class SignalWaits {
    /** What a thread parks on in sigsuspend and its kin: the return of any handler. */
    record Suspension(SignalSet mask) {
        /** What findings and traces of the explorer say that the thread waits for. */
        @Override
        public String toString() {
            return "a signal that is caught";
        }
    }

    private SignalWaits() {}

    /** sigwait and its kin: takes a signal of a set, or waits for one. */
    static Signal await(SignalSet set, long deadline, boolean interruptible) {
        required(set, "the set of a wait for signals");
        Points.point(Op.WAIT, set);
        Pthread self = Pthread.cancellable();
        KernelSignals real = self.process().kernelSignals();
        if (real != null) {
            return awaitKernel(real, self, set, deadline);
        }
        Kernel kernel = self.process().kernel();
        OsSignals.forward(self.process(), set);
        while (true) {
            Signal signal = kernel.poll(self, set.bits);
            boolean isOpen = (set.bits & ~self.mask) != 0;
            if (signal == null && (isOpen || !self.isPast(deadline))) {
                signal = sleep(self, set, deadline);
            }
            if (signal != null) {
                return signal;
            }
            boolean isLate = self.isPast(deadline);
            self.checkpoint();
            if (isLate) {
                throw new PosixException(Errno.EAGAIN, "no signal of " + set + " in time");
            }
            if (interruptible) {
                throw new PosixException(Errno.EINTR, "a signal interrupted the wait");
            }
            self.errno = Errno.EINTR; // glibc's sigwait asks again, and the next handler sees it
        }
    }

    /** Waits until a signal, of the set or not, is on its way to the thread, or it is too late. */
    private static Signal sleep(Pthread self, SignalSet set, long deadline) {
        Kernel kernel = self.process().kernel();
        Signal signal = kernel.pollOrAwait(self, set.bits);
        if (signal != null) {
            return signal;
        }
        try {
            if (self.isPast(deadline)) {
                // A signal that the thread does not block may come in the call itself.
                self.parkToTheEnd(set, deadline);
            }
            while (!self.signalled && !self.isPast(deadline) && !self.life().isCancelDue()) {
                self.parkToTheEnd(set, deadline);
            }
        } finally {
            signal = kernel.endAwait(self);
        }
        if (signal == null) {
            self.life().testCancel();
        }
        return signal;
    }

    private static Signal awaitKernel(
            KernelSignals real, Pthread self, SignalSet set, long deadline) {
        Duration time = null;
        if (deadline != Scheduler.NEVER) {
            long left = deadline - self.process().scheduler().nanoTime();
            time = Duration.ofNanos(Math.max(0, left));
        }
        Signal signal = real.await(set, time);
        if (signal == null) {
            throw new PosixException(Errno.EAGAIN, "no signal of " + set + " in time");
        }
        return signal;
    }

    /** sigsuspend and its kin: waits with another mask until a handler has run. */
    static void suspend(Pthread self, long mask) {
        self.life().testCancel();
        Kernel kernel = self.process().kernel();
        Suspension suspension = new Suspension(SignalSet.ofBits(mask));
        OsSignals.forward(self.process(), suspension.mask);
        while (true) {
            long before = self.handled();
            // The return of the next handler takes this mask back.
            self.suspended = true;
            self.maskBeforeSuspend = kernel.setMask(self, mask);
            while (!self.signalled) {
                parkSuspended(self, suspension, Scheduler.NEVER);
            }
            self.checkpoint();
            if (self.handled() != before) {
                self.errno = Errno.EINTR;
                return;
            }
            // A stop, or a signal that is ignored: the call begins again, with the old mask first.
            self.suspended = false;
            kernel.setMask(self, self.maskBeforeSuspend);
            self.checkpoint();
        }
    }

    /** A thread that is cancelled in its wait keeps the mask of the wait. */
    private static void parkSuspended(Pthread self, Object blocker, long deadline) {
        if (!self.life().isCancelDue()) {
            self.parkToTheEnd(blocker, deadline);
        }
        if (self.life().isCancelDue()) {
            self.suspended = false;
            self.life().testCancel();
        }
    }

    /**
     * ppoll: waits until something may be read, with another mask if there is one.
     *
     * @param readable looks, and is not an interruption point
     * @return false when a handler has run first
     */
    static boolean poll(
            Pthread self, SignalSet mask, BooleanSupplier readable, Object blocker, long deadline) {
        Kernel kernel = self.process().kernel();
        long before = self.handled();
        if (mask != null) {
            // The return of the next handler takes this mask back.
            self.suspended = true;
            self.maskBeforeSuspend = kernel.setMask(self, mask.bits);
        }
        if (!readable.getAsBoolean() && !self.signalled && !self.isPast(deadline)) {
            parkSuspended(self, blocker, deadline);
        }
        // As on Linux, what can be read comes before a signal, and a signal before the time.
        if (self.signalled && !readable.getAsBoolean()) {
            self.checkpoint();
        }
        if (self.handled() != before) {
            return false;
        }
        if (mask != null) {
            self.suspended = false;
            kernel.setMask(self, self.maskBeforeSuspend);
        }
        return true;
    }
}
