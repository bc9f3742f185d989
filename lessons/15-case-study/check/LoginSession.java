package signalkit.lessons.casestudy;

/** A login that has to be over in time. */
public interface LoginSession {
    /**
     * Registers what ALRM does.
     *
     * @param heap where text has to be stored before it can be logged
     */
    void install(Heap heap);

    /**
     * Handles one packet. Called by the main thread, several times.
     *
     * @return false when the session is over, since the alarm has arrived and was logged, once
     */
    boolean packet();

    /** Memory that is handed out piece by piece, as malloc does it: not for handlers. */
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
