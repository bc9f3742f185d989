package signalkit.lessons.casestudy;

/** A login that has to be over in time. */
public interface LoginSession {
    /**
     * Prepares for ALRM, which is sent to the process. Called once, by the main thread, which may
     * find ALRM blocked afterwards, and its signal mask otherwise as it was.
     *
     * @param heap where text has to be stored before it can be logged
     */
    void install(Heap heap);

    /**
     * Handles one packet, for which it needs one piece of the heap. Called by the main thread,
     * several times; its signal mask is afterwards as it was before.
     *
     * @return true as long as the session lasts; false when ALRM has arrived and is logged. A
     *     packet that ALRM interrupts may be the last one or the first one too many.
     */
    boolean packet();

    /** Memory that is handed out piece by piece, as malloc does it. Not thread-safe. */
    interface Heap {
        /**
         * Hands out the next piece, by a step forward of a plain pointer.
         *
         * @return its place
         */
        int allocate();

        /** Writes a line to the log; it is stored on the heap first. */
        void log();
    }
}
