package signalkit.posix;

/**
 * The moments at which a thread on another processor may take a signal of the process first.
 *
 * <p>Under a controlled scheduler they are points. Elsewhere the threads run at their own pace, and
 * nothing has to be done. Thread-safe.
 */
final class OtherTakers {
    private OtherTakers() {}

    /** The caller, which is about to take it, has sent a signal to its process. */
    static void afterKill(Pthread self, Signal signal) {
        if (self.signalled && exist(self.process())) {
            Points.point(Op.SIGNAL, "takes " + signal + " unless another thread has");
        }
    }

    /** The caller returns from a handler to a mask that may unblock what is pending. */
    static void beforeUnblocking(Pthread self, long mask) {
        PosixProcess process = self.process();
        long unblocked = self.mask & ~mask;
        if (unblocked != 0
                && exist(process)
                && (process.signalState(null).get(1).bits & unblocked) != 0) {
            Points.point(Op.SIGNAL, "returns from a handler");
        }
    }

    private static boolean exist(PosixProcess process) {
        return process.scheduler().isControlled()
                && process.threads().stream().filter(Pthread::hasNotEnded).count() > 1;
    }
}
