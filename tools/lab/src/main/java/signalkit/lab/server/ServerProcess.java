package signalkit.lab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import signalkit.lab.LabException;
import signalkit.posix.Signal;

/**
 * One of the kit's servers as a child process: how it was started, and the state that it logs.
 *
 * <p>A server whose parent died drains ({@code --until-eof}). Thread-safe.
 */
public final class ServerProcess extends ChildProcess {
    private static final String[] STATES = {"STOPPED", "FORCING", "DRAINING", "READY", "STARTING"};

    private static final Duration START = Duration.ofSeconds(30);

    private static final long COALESCING_MILLIS = 100;

    private final ServerSpec spec;

    private volatile boolean disturbed;

    /**
     * Starts a server, which is not ready yet; in a fleet, {@link Fleet#start} does.
     *
     * @param name what people call it
     * @param spec which one and how
     * @param onChange called on another thread whenever its state may have changed
     * @throws IOException when it cannot be started
     */
    public ServerProcess(String name, ServerSpec spec, Runnable onChange) throws IOException {
        super(name, new ProcessBuilder(Launcher.command(spec)), onChange);
        this.spec = spec;
    }

    /**
     * Which of the two servers it is.
     *
     * @return the kind
     */
    public ServerKind kind() {
        return spec.kind();
    }

    /**
     * Whether every step of it is an interruption point.
     *
     * @return as it was started
     */
    public boolean isWoven() {
        return spec.woven();
    }

    /**
     * Whether this process has sent or aimed a signal at it, which may have left it hung.
     *
     * @return false for a server that has only had clients
     */
    public boolean isDisturbed() {
        return disturbed;
    }

    /** Notes that a signal is on its way. */
    void disturb() {
        disturbed = true;
    }

    /**
     * The last transition that it logged.
     *
     * @return STARTING, READY, DRAINING, FORCING or STOPPED; EXITED when it ended without a word
     */
    public String state() {
        boolean ended = exitStatus().isPresent();
        for (String state : STATES) {
            if (log().last(state).isPresent()) {
                return ended && !state.equals("STOPPED") ? "EXITED" : state;
            }
        }
        return ended ? "EXITED" : "STARTING";
    }

    /**
     * Where it listens.
     *
     * @return the port, or 0 when it is not ready yet
     */
    public int port() {
        return log().last("READY").map(ready -> (int) ready.number("port")).orElse(0);
    }

    /**
     * The number of its workers.
     *
     * @return as it logged when it started; 0 when it logged nothing, as with {@code --quiet}
     */
    public int workers() {
        return log().last("STARTING").map(start -> (int) start.number("workers")).orElse(0);
    }

    /**
     * Where clients on this machine reach it.
     *
     * @return the address that it was told to listen on, or the loopback one for any and for none
     */
    public InetSocketAddress address() {
        InetAddress host = InetAddress.getLoopbackAddress();
        int bind = spec.options().lastIndexOf("--bind");
        if (bind >= 0) {
            InetSocketAddress told = new InetSocketAddress(spec.options().get(bind + 1), port());
            if (!told.isUnresolved() && !told.getAddress().isAnyLocalAddress()) {
                host = told.getAddress();
            }
        }
        return new InetSocketAddress(host, port());
    }

    /**
     * Waits until the server says that it is ready.
     *
     * @param patience how long at most
     * @return false when it ended before or is not ready in time
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return log().await("READY", patience).isPresent();
    }

    /**
     * Waits until the server is ready, which it has to be by then.
     *
     * @param patience how long at most
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException in the server's own words, where it has said why
     */
    public void requireReady(Duration patience) throws InterruptedException {
        if (!awaitReady(patience)) {
            throw StartFailure.of(this, patience.toSeconds() + " s");
        }
    }

    /**
     * Sends signals, back to back, and waits until they are sent.
     *
     * @param signals in their order
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException as {@link SignalSender#send(ServerProcess, List, Duration)}
     */
    public void send(Signal... signals) throws InterruptedException {
        SignalSender.send(this, List.of(signals), Duration.ZERO);
    }

    /**
     * Returns when the next signal is a request of its own, and not one with those that the server
     * has logged: it counts signals within 100 ms as one request. The time is the server's own,
     * which each answer to USR1 tells.
     *
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when the server has ended
     */
    public void outlastCoalescingWindow() throws InterruptedException {
        long handled = clock();
        while (clock() <= handled + COALESCING_MILLIS) {
            // The next answer tells a later time.
        }
    }

    private long clock() throws InterruptedException {
        ServerLog.Batch batch = new ServerLog.Batch(List.of(), log().end(), false);
        send(Signal.USR1);
        while (!batch.ended()) {
            batch = log().follow(batch.next());
            for (String line : batch.lines()) {
                Optional<Transition> answer =
                        Transition.parse(line).filter(each -> each.event().equals("STATISTICS"));
                if (answer.isPresent()) {
                    return answer.get().number("t");
                }
            }
        }
        throw LabException.failed(name() + " has ended (" + describeEnd() + ")");
    }

    /**
     * A count of its last line.
     *
     * @param key its name
     * @return the count
     * @throws LabException when it has no last line yet, or none with such a count
     */
    public long stopped(String key) {
        return log().last("STOPPED")
                .filter(line -> line.values().containsKey(key))
                .map(line -> line.number(key))
                .orElseThrow(
                        () ->
                                LabException.failed(
                                        name() + " has not stopped with a count of " + key,
                                        log().lines()));
    }

    /**
     * Starts a server that is in no fleet, and waits until it is ready; closing it kills it.
     *
     * @param spec which one and how
     * @return a server that was ready just now
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when it does not become ready in 30 s
     */
    public static ServerProcess ready(ServerSpec spec) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(spec.kind().label(), spec, () -> {});
        try {
            server.requireReady(START);
            return server;
        } catch (LabException | InterruptedException e) {
            server.kill();
            throw e;
        }
    }

    /** The exit status in the words of {@code ps}. */
    public String describeEnd() {
        OptionalInt status = exitStatus();
        if (status.isEmpty()) {
            return "runs";
        }
        int code = status.getAsInt();
        boolean silent = log().last("STOPPED").isEmpty();
        return code > 128 && code < 160 && silent
                ? "ended by " + Signal.of(code - 128) + " (status " + code + ")"
                : "exit status " + code;
    }
}
