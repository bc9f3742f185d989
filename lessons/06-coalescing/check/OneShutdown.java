package signalkit.lessons.coalescing;

/** Shuts down once, whichever signals arrive, in any number, at any time and on any thread. */
public interface OneShutdown {
    /**
     * Registers handlers of INT and TERM that run a shutdown. Leaves the caller's mask as it is.
     *
     * @param shutdown takes a while; has to run once, from one of the handlers
     */
    void install(Runnable shutdown);
}
