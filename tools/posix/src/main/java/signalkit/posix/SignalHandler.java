package signalkit.posix;

import signalkit.annotations.HandlerContext;

/**
 * A function that a signal calls, on top of whatever the chosen thread was doing.
 *
 * <p>An exception that leaves a handler ends the process with status 134, as an exception that
 * leaves a C++ handler calls {@code std::terminate}: there is no code below that could expect it.
 */
@FunctionalInterface
public interface SignalHandler {
    /**
     * Handles one delivery; several generations of a signal may have merged into it.
     *
     * @param signal the signal that was delivered
     */
    @HandlerContext
    void handle(Signal signal);
}
