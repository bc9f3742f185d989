package signalkit.posix.time;

import java.time.Duration;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.PosixProcess;

/**
 * {@code alarm} and {@code setitimer(ITIMER_REAL)}: the one timer that every process has.
 *
 * <p>It sends ALRM to the process, whose default action ends it. Thread-safe.
 */
public final class Alarms {
    private static final long HALF_A_SECOND = 500_000_000;

    private Alarms() {}

    /**
     * Sends ALRM after some seconds, in place of what was set before: {@code alarm}.
     *
     * @param seconds from now; 0 cancels
     * @return the seconds that were left of an earlier alarm, rounded as Linux does; 0 for none
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists it; here no handler can start under its one lock")
    public static int alarm(int seconds) {
        Duration left = setitimer(Duration.ofSeconds(seconds), Duration.ZERO);
        boolean up = left.getNano() >= HALF_A_SECOND || left.getSeconds() == 0 && !left.isZero();
        return (int) left.getSeconds() + (up ? 1 : 0);
    }

    /**
     * Sends ALRM once or again and again: {@code setitimer}.
     *
     * @param value the time until the first ALRM; zero cancels
     * @param interval the time between later ones; zero for none
     * @return what was left of the time before
     * @throws signalkit.posix.PosixException EINVAL when a time is null or negative
     */
    public static Duration setitimer(Duration value, Duration interval) {
        return PosixProcess.current().timers().real().settime(value, interval);
    }

    /**
     * The time until the next ALRM: {@code getitimer}.
     *
     * @return zero when none is to come
     */
    public static Duration getitimer() {
        return PosixProcess.current().timers().real().gettime();
    }
}
