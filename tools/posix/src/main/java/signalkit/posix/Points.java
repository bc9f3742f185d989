package signalkit.posix;

/**
 * Interruption points: the places where a handler can run on top of a thread.
 *
 * <p>The kit's own calls are points; the weaver puts one before every step of the classes that it
 * is told to weave. While nothing is armed a point costs one read of a static field. Thread-safe.
 *
 * <p>{@code armed} is volatile although no order is needed: a plain read may be hoisted out of a
 * loop, and then a thread that spins would never see its signal.
 */
public final class Points {
    /** Why points have to look further than the flag. */
    public enum Reason {
        /** Some process has a signal that one of its threads could take, or is stopped or ended. */
        SIGNAL,
        /** Some process is under a controlled scheduler. */
        SCHEDULER,
        /** A signal waits for its aim. */
        AIM
    }

    private static volatile boolean armed;
    private static volatile boolean aimed;

    // Points.class must be locked when using this:
    private static final int[] COUNTS = new int[Reason.values().length];

    private Points() {}

    /** A point before a step that no other thread can see. */
    public static void point() {
        if (armed) {
            reached(Op.STEP, null);
        }
    }

    /**
     * A point before a visible step.
     *
     * @param op what the calling thread is about to do
     * @param target the object that it does it to, or null; for {@link Op#SIGNAL} and SEND the
     *     words of what it does
     */
    public static void point(Op op, Object target) {
        if (armed) {
            reached(op, target);
        }
    }

    /**
     * A point of a call that only looks at something: no loop of such calls may starve a handler.
     *
     * <p>Under an explorer it is none. There the weaver has put a point before the call.
     */
    public static void look() {
        if (armed) {
            Pthread self = interruptible();
            if (self != null && !self.process().scheduler().isControlled()) {
                self.process().scheduler().point(self, Op.STEP, null);
            }
        }
    }

    /** A point, under an explorer, of a call that is meant for what is outside of the process. */
    static void ofTool(PosixProcess process, Op op, Object target) {
        if (process.scheduler().isControlled()) {
            point(op, target);
        }
    }

    /**
     * Whether points have to look further than the flag.
     *
     * @return true while anything is armed
     */
    public static boolean isArmed() {
        return armed;
    }

    /** Whether some signal waits for its aim. */
    static boolean isAimed() {
        return aimed;
    }

    /**
     * The calling thread, if something may come on top of it here.
     *
     * <p>Code that a wake-up runs may be woven, but the kernel's monitor is held then: a handler
     * there would stop the whole process.
     *
     * @return null on a thread of no process, and inside the kernel of one
     */
    public static Pthread interruptible() {
        Pthread self = Pthread.selfOrNull();
        return self == null || Thread.holdsLock(self.process().kernel()) ? null : self;
    }

    private static void reached(Op op, Object target) {
        Pthread self = interruptible();
        if (self != null) {
            self.process().scheduler().point(self, op, target);
        }
    }

    /**
     * Makes every point look further, until as many {@link #disarm} calls for this reason.
     *
     * @param reason why
     */
    public static synchronized void arm(Reason reason) {
        COUNTS[reason.ordinal()]++;
        aimed = COUNTS[Reason.AIM.ordinal()] > 0;
        armed = true;
    }

    /** As {@link #arm(Reason)}, or as {@link #disarm}. */
    static void arm(Reason reason, boolean wanted) {
        if (wanted) {
            arm(reason);
        } else {
            disarm(reason);
        }
    }

    /**
     * Takes back one {@link #arm}.
     *
     * @param reason the same reason
     */
    public static synchronized void disarm(Reason reason) {
        if (COUNTS[reason.ordinal()] == 0) {
            throw new IllegalStateException(reason + " was not armed");
        }
        COUNTS[reason.ordinal()]--;
        int left = 0;
        for (int count : COUNTS) {
            left += count;
        }
        aimed = COUNTS[Reason.AIM.ordinal()] > 0;
        armed = left > 0;
    }

    /**
     * A point between the two halves of a kill: a thread on another processor may take the signal
     * before the caller does.
     */
    static void betweenKillAndTake(Pthread self, Signal signal) {
        if (self.signalled && othersMayTake(self.process())) {
            point(Op.SIGNAL, "takes " + signal + " unless another thread has");
        }
    }

    /** A point before a handler returns to a mask that unblocks what others may take as well. */
    static void beforeHandlerReturns(Pthread self, long mask) {
        PosixProcess process = self.process();
        long unblocked = self.mask & ~mask;
        if (unblocked != 0
                && othersMayTake(process)
                && (process.signalState(null).get(1).bits & unblocked) != 0) {
            point(Op.SIGNAL, "returns from a handler");
        }
    }

    /** Without a controlled scheduler the threads run at their own pace, and need no point. */
    private static boolean othersMayTake(PosixProcess process) {
        return process.scheduler().isControlled()
                && process.threads().stream().filter(Pthread::hasNotEnded).count() > 1;
    }
}
