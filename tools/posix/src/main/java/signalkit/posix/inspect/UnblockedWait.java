package signalkit.posix.inspect;

import signalkit.posix.SignalSet;

/**
 * A thread waited for signals while a thread, itself or another, did not block them.
 *
 * <p>POSIX wants them blocked in every thread. Else the other thread may take the signal first, by
 * its handler or by its default action.
 *
 * @param waiter the name of the thread in {@code sigwait} or its kin
 * @param open the name of the thread that does not block the signals
 * @param signals those that it does not block
 */
public record UnblockedWait(String waiter, String open, SignalSet signals) {
    @Override
    public String toString() {
        String who = waiter.equals(open) ? "it does" : open + " does";
        return waiter + " waits for " + signals + ", which " + who + " not block";
    }
}
