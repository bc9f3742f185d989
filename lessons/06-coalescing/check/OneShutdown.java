package signalkit.lessons.coalescing;

/** Shuts down once, whichever signals arrive, in any number and at any time. */
public interface OneShutdown {
    /**
     * Registers handlers of INT and TERM that run a shutdown.
     *
     * @param shutdown takes a while; has to run once, from one of the handlers
     */
    void install(Runnable shutdown);
}
