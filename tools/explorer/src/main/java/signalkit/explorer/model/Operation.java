package signalkit.explorer.model;

import signalkit.explorer.memory.MemoryAccess;
import signalkit.posix.Op;
import signalkit.weaver.Site;

/**
 * A visible step that a thread is about to do.
 *
 * @param kind what
 * @param op what the seam calls it; null for what is not one of its steps
 * @param target the object, or null; words where signals are changed
 * @param location where it meets others; null when it is the kernel
 * @param monitor the monitor that is entered or left, or null
 * @param access of a location in memory: the site and whether it is volatile; else null
 */
public record Operation(
        Kind kind, Op op, Object target, Location location, Monitor monitor, Access access) {
    /** What orders a step against others. */
    public enum Kind {
        /** Reads memory. */
        READ,
        /** Writes memory, or calls what both reads and writes. */
        WRITE,
        /** Enters a monitor. */
        ENTER,
        /** Leaves one. */
        EXIT,
        /** Locks or unlocks a mutex. */
        MUTEX,
        /** Changes or looks at the state of signals. */
        SIGNAL,
        /** Anything else of the kit's. */
        KIT,
        /** A fence of VarHandle. */
        FENCE,
        /** A thread has done its last step. */
        END,
        /** The main thread is done and all others have ended. */
        LAST;

        /** Whether nothing happens in it, and only what comes before matters. */
        public boolean isAnEnd() {
            return this == END || this == LAST;
        }

        /** What a call of the kit is. */
        public static Kind of(Op op) {
            return switch (op) {
                case LOCK, UNLOCK -> MUTEX;
                case THREAD_END -> END;
                case SIGNAL, SEND, WAIT, PROCESS_END -> SIGNAL;
                default -> KIT;
            };
        }
    }

    /** Whether what it does depends on more than its place. */
    public boolean choosesStore() {
        return kind == Kind.FENCE || location != null && location.history != null;
    }

    /** What two steps without a location may have in common; words are not an object. */
    public Object object() {
        return target instanceof String ? null : target;
    }

    /** The step of a model of the JDK that this is; null when it is none. */
    public ModelStep step() {
        return target instanceof ModelStep step ? step : null;
    }

    /**
     * An access to memory.
     *
     * @param site where
     * @param isVolatile whether it does not race with others that are
     * @param memory what it promises; null for what is more than one location
     */
    public record Access(Site site, boolean isVolatile, MemoryAccess memory) {
        /** An access to the object of a library or a model. */
        public Access(Site site, boolean isVolatile) {
            this(site, isVolatile, null);
        }

        /** An access to a location. */
        static Access of(Site site, MemoryAccess memory) {
            return new Access(site, !memory.isPlain(), memory);
        }
    }
}
