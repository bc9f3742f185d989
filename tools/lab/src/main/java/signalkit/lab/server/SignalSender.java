package signalkit.lab.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import signalkit.lab.LabException;
import signalkit.posix.Signal;

/**
 * Sends real signals to one server, through the {@code kill} that is built into {@code sh}.
 *
 * <p>Java's {@link Process} can send TERM and KILL only. One {@code sh} serves all signals of a
 * sender, so two of them follow each other within microseconds. The pid is never typed: it is that
 * of a child that is held, alive and started when it should have been. Not thread-safe.
 */
public final class SignalSender implements AutoCloseable {
    /** A fault of the JVM's own would look the same, or the JVM ends at once. */
    private static final Set<Signal> REFUSED =
            EnumSet.of(
                    Signal.SEGV,
                    Signal.BUS,
                    Signal.FPE,
                    Signal.ILL,
                    Signal.TRAP,
                    Signal.SYS,
                    Signal.XFSZ,
                    Signal.PIPE);

    private static final Set<Signal> NEED_HANDLER = EnumSet.of(Signal.USR1, Signal.USR2);

    private static final String LOOP =
            "while read -r line; do for s in $line; do kill -s \"$s\" \"$1\" || exit 1; done; done";

    private final ServerProcess target;
    private final Process shell;
    private final PrintWriter requests;

    /**
     * A sender to a server.
     *
     * @param target what gets the signals
     * @throws LabException when there is no {@code sh}
     */
    public SignalSender(ServerProcess target) {
        this.target = target;
        try {
            this.shell =
                    new ProcessBuilder("sh", "-c", LOOP, "kill", Long.toString(target.pid()))
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw LabException.failed("cannot run sh, which sends the signals: " + e.getMessage());
        }
        this.requests = new PrintWriter(shell.getOutputStream(), false, StandardCharsets.UTF_8);
    }

    /**
     * Sends signals once and waits until they are sent.
     *
     * @param target what gets them
     * @param signals in their order
     * @param gap from one to the next; zero: back to back
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when a signal is refused or the server has ended
     */
    public static void send(ServerProcess target, List<Signal> signals, Duration gap)
            throws InterruptedException {
        try (SignalSender sender = new SignalSender(target)) {
            if (gap.isZero()) {
                sender.send(signals);
            } else {
                for (Signal signal : signals) {
                    sender.send(List.of(signal));
                    TimeUnit.NANOSECONDS.sleep(gap.toNanos());
                }
            }
            sender.finish();
        }
    }

    /**
     * Refuses what the JVM cannot pass on to the server.
     *
     * @param target what would get the signals
     * @param signals the signals
     * @throws LabException for the first that is refused
     */
    public static void check(ServerProcess target, List<Signal> signals) {
        for (Signal signal : signals) {
            if (REFUSED.contains(signal)) {
                throw LabException.usage(
                        "the JVM keeps "
                                + signal
                                + " for itself and a handler never sees it; "
                                + "use TERM, INT, HUP, QUIT, USR1, USR2, STOP, CONT or KILL");
            }
            if (NEED_HANDLER.contains(signal) && target.port() == 0) {
                throw LabException.failed(
                        target.name()
                                + " is not ready, so it has no handler for "
                                + signal
                                + " and would die; wait for READY");
            }
        }
    }

    /**
     * Sends signals; they are on their way when this returns, and sent after {@link #finish()}.
     *
     * @param signals in their order, back to back
     * @throws LabException when a signal is refused or the server has ended
     */
    public void send(List<Signal> signals) {
        check(target, signals);
        if (!target.isAlive()) {
            throw LabException.failed(target.name() + " has ended (" + target.describeEnd() + ")");
        }
        List<String> names = new ArrayList<>();
        signals.forEach(signal -> names.add(signal.name()));
        target.disturb();
        requests.println(String.join(" ", names));
        requests.flush();
    }

    /**
     * Waits until all signals are sent.
     *
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when one could not be sent
     */
    public void finish() throws InterruptedException {
        requests.close();
        if (!shell.waitFor(5, TimeUnit.SECONDS)) {
            throw LabException.failed("the signals to " + target.name() + " were not sent");
        }
        if (shell.exitValue() != 0 && target.isAlive()) {
            throw LabException.failed("this system's kill refuses the signal");
        }
    }

    @Override
    public void close() {
        requests.close();
        shell.destroyForcibly();
    }
}
