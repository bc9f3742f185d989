package signalkit.posix.os;

import java.time.Duration;
import java.util.ServiceLoader;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * The signal calls of the operating system itself, for {@link Delivery#NATIVE}.
 *
 * <p>This module calls nothing that is not Java, so an implementation comes from outside, by {@link
 * ServiceLoader}. Implementations are thread-safe.
 */
public interface KernelSignals {
    /**
     * Makes sure that the calls below can work in this JVM.
     *
     * @throws UnsupportedOperationException when they cannot; its message says, in one line, what
     *     is missing and how to get it
     */
    void open();

    /**
     * Takes a signal of a set from the kernel: {@code sigwait}, or {@code sigtimedwait}.
     *
     * @param set the signals to wait for
     * @param time how long at most; null for no limit
     * @return the signal; null when the wait times out
     */
    Signal await(SignalSet set, Duration time);

    /**
     * Sends a signal to this process: {@code kill(getpid(), n)}.
     *
     * @param signal the signal
     */
    void kill(Signal signal);

    /**
     * Finds the implementation and opens it.
     *
     * @return ready to be called
     * @throws UnsupportedOperationException when there is none, or it cannot work here
     */
    static KernelSignals load() {
        KernelSignals found =
                ServiceLoader.load(KernelSignals.class)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UnsupportedOperationException(
                                                "native delivery is not part of this program: a"
                                                        + " handler that the kernel runs cannot be"
                                                        + " Java, so only programs that wait for"
                                                        + " their signals have it; choose posix or"
                                                        + " jvm"));
        found.open();
        return found;
    }
}
