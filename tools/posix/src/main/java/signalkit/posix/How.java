package signalkit.posix;

/** How {@link Signals#sigmask} changes the mask of the calling thread. */
public enum How {
    /** SIG_BLOCK: the new mask is the union of the old one and the set. */
    BLOCK,
    /** SIG_UNBLOCK: the new mask is the old one less the set. */
    UNBLOCK,
    /** SIG_SETMASK: the new mask is the set. */
    SETMASK
}
