package signalkit.echo.server;

/** Work that can be asked to end: in order, or at once. */
public interface Drainable {
    /** What can be asked. */
    enum Request {
        /** An orderly end. */
        DRAIN,

        /** An end at once. */
        ABORT;

        /**
         * Asks it of some work.
         *
         * @param work any
         */
        public void of(Drainable work) {
            if (this == DRAIN) {
                work.drain();
            } else {
                work.abort();
            }
        }
    }

    /** Asks for an orderly end, whether the work waits or runs. Any thread; never waits. */
    void drain();

    /** Asks for an end at once, also after {@link #drain}. Any thread; never waits. */
    void abort();
}
