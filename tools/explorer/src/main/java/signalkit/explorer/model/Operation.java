package signalkit.explorer.model;

import signalkit.posix.Op;
import signalkit.weaver.Site;

/**
 * A visible step that a thread is about to do.
 *
 * @param kind what
 * @param op what the seam calls it; null for what is not one of its steps
 * @param target the object, or null
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
        /** The main thread is done and all others have ended. */
        LAST;

        /** What a call of the kit is. */
        public static Kind of(Op op) {
            return switch (op) {
                case LOCK, UNLOCK -> MUTEX;
                case SIGNAL, WAIT -> SIGNAL;
                default -> KIT;
            };
        }
    }

    /** The step of a model of the JDK that this is; null when it is none. */
    public ModelStep step() {
        return target instanceof ModelStep step ? step : null;
    }

    /** An access to memory. */
    public record Access(Site site, boolean isVolatile) {}
}
