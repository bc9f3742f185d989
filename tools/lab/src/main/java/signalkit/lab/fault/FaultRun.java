package signalkit.lab.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import signalkit.lab.LabException;
import signalkit.lab.diagnosis.SanitizerReport;
import signalkit.lab.load.EchoClient;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.SignalSender;
import signalkit.lab.server.Transition;
import signalkit.lab.trial.Accounts;
import signalkit.posix.Signal;

/**
 * Where one fault happens: a server of its own, its clients, and the judgement of its end.
 *
 * <p>What the run started has ended when it is closed. For one thread.
 */
final class FaultRun implements AutoCloseable {
    static final int WORKERS = 8;

    /** TERM to exit takes 11.5 s at most: 10 s of grace, 1 s of force, and the JVM's own end. */
    static final Duration END = Duration.ofMillis(11_500);

    static final byte[] MESSAGE = "hello, server\n".getBytes(StandardCharsets.UTF_8);

    /** More than the buffers of a connection and a server within its limits take. */
    static final long TOO_MUCH = 64L << 20;

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration PARTING = Duration.ofSeconds(3);

    private final Fleet fleet;
    private final ServerKind kind;
    private final Setup setup;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<SocketChannel> stuck = new ArrayList<>();
    private List<String> jvm = List.of();
    private Set<Signal> ignored = Set.of();
    private ServerSpec spec;
    private LoadGenerator load;

    FaultRun(Fleet fleet, ServerKind kind, Setup setup) {
        this.fleet = fleet;
        this.kind = kind;
        this.setup = setup;
    }

    /** What the sanitizer found in the servers of this run breaks a outcome. */
    FaultOutcome sanitize(FaultOutcome outcome) throws InterruptedException {
        FaultOutcome all = outcome;
        for (ServerProcess server : setup.sanitized() ? servers : List.<ServerProcess>of()) {
            Optional<SanitizerReport> found = SanitizerReport.of(server);
            // A server that ended before it was ready may have ended before that, too.
            boolean watched = found.isPresent() || server.port() == 0;
            boolean silent = found.isEmpty() || found.get().locks().isEmpty();
            all = all.and(watched, "ran without the sanitizer");
            all = all.and(silent, "locks are shared with a handler");
        }
        return all;
    }

    /** Options of the JVM of each server that is started from now on. */
    void jvm(String... options) {
        jvm = List.of(options);
    }

    /** A signal that each server which is started from now on finds ignored, as below nohup. */
    void ignore(Signal signal) {
        ignored = Set.of(signal);
    }

    /** What echo-safe alone understands; the other one meets the same fault without. */
    String[] safeOnly(String... options) {
        return safeOr(List.of(options), List.of());
    }

    /** Options of echo-safe, and what the other one has in their place. */
    String[] safeOr(List<String> options, List<String> others) {
        return (kind == ServerKind.SAFE ? options : others).toArray(String[]::new);
    }

    /** The server that was started last. */
    ServerProcess server() {
        return servers.get(servers.size() - 1);
    }

    /** Whether the server that was started last takes the kernel's own signals. */
    boolean isNative() {
        return spec.isNative();
    }

    /** Starts a server that is not ready yet. */
    ServerProcess launch(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(setup.options());
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        if (!all.contains("--workers")) {
            all.addAll(List.of("--workers", Integer.toString(WORKERS)));
        }
        // At full speed: the unsafe server's faults are to be its own and not the weaver's cost.
        spec =
                ServerSpec.of(kind, all)
                        .withJvmOptions(jvm)
                        .withSanitizer(setup.sanitized())
                        .withIgnored(ignored);
        ServerProcess server = fleet.start(null, spec);
        servers.add(server);
        return server;
    }

    /** Starts a server and waits until it is ready. */
    ServerProcess start(String... options) throws InterruptedException {
        ServerProcess server = launch(options);
        server.requireReady(START);
        return server;
    }

    /** Waits until a server is ready; false when it does not get so far. */
    boolean isReady(ServerProcess server) throws InterruptedException {
        return server.awaitReady(START);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server().port());
    }

    EchoClient connect() throws IOException {
        return new EchoClient(address());
    }

    /** Whether a new client gets an echo; it then leaves in order. */
    boolean serves() throws IOException {
        try (EchoClient client = connect()) {
            boolean echo = client.echoes(MESSAGE);
            client.leave();
            return echo;
        }
    }

    /** A client that has sent until nothing fits any more, and reads nothing until the end. */
    SocketChannel stick() throws IOException {
        SocketChannel channel = EchoClient.stuck(address(), TOO_MUCH);
        stuck.add(channel);
        return channel;
    }

    /** Starts clients that echo all the time, and waits until those that are served do. */
    void load(int clients) throws InterruptedException {
        load(LoadPlan.steady(address(), clients));
    }

    /** Starts clients, and waits until those that are served have echoes. */
    void load(LoadPlan plan) throws InterruptedException {
        int clients = plan.clients();
        load = new LoadGenerator(plan);
        load.start();
        int served = Math.min(clients, WORKERS);
        if (!load.awaitEchoes(clients, served, served * 25L, START)) {
            throw LabException.failed("the clients did not get going", server().log().lines());
        }
        load.aboutToSignal();
    }

    /** Sends signals back to back. A server that ends meanwhile is judged by its end. */
    void send(Signal... signals) throws InterruptedException {
        send(Duration.ZERO, signals);
    }

    /** Sends signals one after the other. */
    void send(Duration gap, Signal... signals) throws InterruptedException {
        try {
            SignalSender.send(server(), List.of(signals), gap);
        } catch (LabException e) {
            if (server().isAlive()) {
                throw e;
            }
        }
    }

    /** Sends a signal at a steady rate; returns how many were sent before the server ended. */
    int storm(Signal signal, int perSecond, Duration length) throws InterruptedException {
        int sent = 0;
        try (SignalSender sender = new SignalSender(server())) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < length.toNanos() && server().isAlive()) {
                sender.send(List.of(signal));
                sent++;
                long due = start + sent * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            sender.finish();
        } catch (LabException e) {
            if (server().isAlive()) {
                throw e;
            }
        }
        return sent;
    }

    /** Whether the log has a line with a text, now or within a second. */
    boolean logs(String text) throws InterruptedException {
        return server().log().awaitLine(text, Duration.ofSeconds(1)).isPresent();
    }

    /** How many lines of the log have a text. */
    long logged(String text) {
        return server().log().lines().stream().filter(line -> line.contains(text)).count();
    }

    /** How long the server took from its last line of one kind to its last of another, in ms. */
    long millis(String from, String to) {
        return time(to) - time(from);
    }

    private long time(String event) {
        return server().log().last(event).map(line -> line.number("t")).orElse(Long.MAX_VALUE);
    }

    /** A count of the last line; -1 without one. */
    long counted(String name) {
        return server().log().last("STOPPED").map(line -> line.number(name)).orElse(-1L);
    }

    static boolean within(Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return true;
    }

    /** Sends TERM and judges the end: clean in time, with accounts that add up. */
    FaultOutcome term() throws InterruptedException {
        send(Signal.TERM);
        return clean(END);
    }

    /** Waits for the end after a signal; kept when it is clean and the clients lost nothing. */
    FaultOutcome clean(Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        if (!server().awaitEnd(patience)) {
            return FaultOutcome.broken("hangs");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        FaultOutcome outcome = FaultOutcome.kept(status() + ", " + millis + " ms");
        Optional<Transition> stopped = server().log().last("STOPPED");
        if (stopped.isEmpty()) {
            return outcome.and(false, status() + " without a last line");
        }
        Transition line = stopped.get();
        int number = line.cause().map(Signal::number).orElse(0);
        boolean orderly = kind.isOrderly(server().exitStatus().getAsInt(), number);
        outcome = outcome.and(orderly, status());
        List<String> faults = Accounts.faults(line);
        outcome = outcome.and(faults.isEmpty(), String.join(", ", faults));
        return load == null ? outcome : clients(outcome, line.number("late"));
    }

    private FaultOutcome clients(FaultOutcome outcome, long late) throws InterruptedException {
        load.stop(PARTING);
        load.awaitEnd(PARTING.plusSeconds(1));
        long missing = load.report().missing() - late;
        return outcome.and(missing == 0, "clients miss " + missing + " bytes");
    }

    /** Waits for an end with one status; kept when it comes in time. */
    FaultOutcome ends(int status, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        if (!server().awaitEnd(patience)) {
            return FaultOutcome.broken("hangs");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        boolean asPromised = server().exitStatus().getAsInt() == status;
        FaultOutcome outcome = FaultOutcome.kept(status() + ", " + millis + " ms");
        return outcome.and(asPromised, status());
    }

    private String status() {
        return "exit " + server().exitStatus().getAsInt();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : stuck) {
            channel.close();
        }
        if (load != null) {
            load.close();
        }
        for (ServerProcess server : servers) {
            server.kill();
            fleet.forget(server);
        }
    }
}
