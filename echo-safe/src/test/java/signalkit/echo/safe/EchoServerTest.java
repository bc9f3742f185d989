package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.EchoClient;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.posix.Signal;
import signalkit.posix.os.Delivery;

/** What the server promises holds with the emulated signals and with the kernel's. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@MethodSource("deliveries")
class EchoServerTest {
    private static final byte[] MESSAGE = new byte[512];
    private static final long TOO_MUCH = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The server has said goodbye, perhaps before a message came that was on its way. */
    private static final Set<ClientOutcome> IN_ORDER =
            Set.of(ClientOutcome.SERVED, ClientOutcome.CUT, ClientOutcome.NEVER_SERVED);

    @Parameter Delivery delivery;

    static List<Delivery> deliveries() {
        return System.getProperty("os.name").equals("Linux")
                ? List.of(Delivery.POSIX, Delivery.NATIVE)
                : List.of(Delivery.POSIX);
    }

    @Test
    void an_idle_server_ends_clean_on_term() throws Exception {
        try (ServerProcess server = ready()) {
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(0, server.stopped("open"));
            assertEquals(0, server.stopped("threads"));
        }
    }

    @Test
    @Tag("slow")
    void term_on_ready_is_a_clean_drain_every_time() throws Exception {
        for (int i = 0; i < repeats(); i++) {
            try (ServerProcess server = ready()) {
                server.send(Signal.TERM);
                assertEquals(0, server.requireEnd(PATIENCE), () -> server.log().lines().toString());
            }
        }
    }

    @Test
    void every_byte_that_was_read_is_echoed() throws Exception {
        try (ServerProcess server = ready("--workers", "4");
                LoadGenerator load = load(server, 4, 4)) {
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(server.stopped("bytes_in"), server.stopped("bytes_out"));
            LoadReport report = ended(load);
            assertEquals(report.received(), server.stopped("bytes_out"));
            assertEquals(report.sent(), server.stopped("bytes_in") + server.stopped("late"));
        }
    }

    @Test
    void clients_that_waited_for_a_worker_are_served_by_the_drain() throws Exception {
        try (ServerProcess server = ready("--workers", "4");
                LoadGenerator load = load(server, 12, 4)) {
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(12, server.stopped("accepted"));
            assertEquals(12, server.stopped("drained"));
            ended(load);
        }
    }

    @Test
    @Tag("slow")
    void int_and_term_together_are_one_drain() throws Exception {
        for (int i = 0; i < repeats(); i++) {
            try (ServerProcess server = ready()) {
                server.send(Signal.INT, Signal.TERM);
                assertEquals(0, server.requireEnd(PATIENCE), () -> server.log().lines().toString());
            }
        }
    }

    @Test
    void a_second_term_forces() throws Exception {
        try (ServerProcess server = ready("--workers", "1");
                SocketChannel stuck = EchoClient.stuck(server.address(), TOO_MUCH)) {
            server.send(Signal.TERM);
            server.requireLine("DRAINING ", PATIENCE);
            server.outlastCoalescingWindow();
            server.send(Signal.TERM);
            assertEquals(75, server.requireEnd(SOON));
            assertEquals(1, server.stopped("forced"));
            assertEquals(1, server.stopped("aborted"));
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_client_that_never_spoke_is_closed_within_five_seconds() throws Exception {
        try (ServerProcess server = ready("--read-timeout", "60");
                EchoClient silent = client(server)) {
            server.send(Signal.TERM);
            assertTrue(silent.isEnded());
            assertEquals(0, server.requireEnd(SOON));
            assertEquals(1, server.stopped("drained"));
        }
    }

    @Test
    void a_client_that_waits_longer_than_the_timeout_is_served() throws Exception {
        try (ServerProcess server = ready("--workers", "1", "--read-timeout", "2");
                EchoClient served = client(server)) {
            assertTrue(served.echoes(MESSAGE));
            try (EchoClient waits = client(server)) {
                echoFor(Duration.ofMillis(2_200), served);
                served.leave();
                assertTrue(waits.echoes(MESSAGE));
            }
        }
    }

    /** Echoes until a time has passed, which a client that waits spends without a worker. */
    private static void echoFor(Duration time, EchoClient client) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            assertTrue(client.echoes(MESSAGE));
        }
    }

    @Test
    void a_drain_that_outlasts_its_grace_is_forced() throws Exception {
        try (ServerProcess server = ready("--workers", "1", "--grace", "1");
                SocketChannel stuck = EchoClient.stuck(server.address(), TOO_MUCH)) {
            server.send(Signal.TERM);
            assertEquals(75, server.requireEnd(PATIENCE));
            assertEquals(1, server.stopped("forced"));
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_client_beyond_the_limit_is_told_and_closed() throws Exception {
        try (ServerProcess server = ready("--workers", "2", "--max-connections", "2");
                EchoClient first = client(server);
                EchoClient second = client(server)) {
            assertTrue(first.echoes(MESSAGE) && second.echoes(MESSAGE));
            try (EchoClient third = client(server)) {
                String told = new String(third.rest(), StandardCharsets.UTF_8);
                assertEquals("busy: too many connections; try again later\n", told);
            }
            assertTrue(first.echoes(MESSAGE) && second.echoes(MESSAGE));
            first.leave();
            second.leave();
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(3, server.stopped("accepted"));
            assertEquals(2, server.stopped("drained"));
            assertEquals(1, server.stopped("refused"));
        }
    }

    @Test
    void hup_is_logged_and_nothing_more() throws Exception {
        try (ServerProcess server = ready();
                EchoClient client = client(server)) {
            server.send(Signal.HUP);
            server.requireLine("SIGNAL name=HUP", PATIENCE);
            assertTrue(client.echoes(MESSAGE));
            client.leave();
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
        }
    }

    @Test
    void usr1_prints_statistics_and_usr2_the_state() throws Exception {
        try (ServerProcess server = ready()) {
            server.send(Signal.USR1);
            assertTrue(server.requireLine("STATISTICS ", PATIENCE).contains("accepted=0"));
            server.send(Signal.USR2);
            assertTrue(server.requireLine("STATE ", PATIENCE).contains("jobs"));
        }
    }

    @Test
    void a_client_that_half_closes_gets_its_whole_echo() throws Exception {
        try (ServerProcess server = ready();
                EchoClient client = client(server)) {
            byte[] message = new byte[48 * 1024];
            Arrays.fill(message, (byte) 'x');
            client.send(message);
            client.finish();
            assertArrayEquals(message, client.rest());
        }
    }

    @Test
    void a_port_in_use_is_a_start_up_error() throws Exception {
        try (ServerProcess first = ready();
                ServerProcess second = start("--port", Integer.toString(first.port()))) {
            assertEquals(1, second.requireEnd(PATIENCE));
            second.requireLine("is in use; choose another", PATIENCE);
        }
    }

    @Test
    void a_bad_option_is_one_clear_line() throws Exception {
        try (ServerProcess server = start("--grace=-1")) {
            assertEquals(2, server.requireEnd(PATIENCE));
            assertTrue(server.requireLine("error: ", PATIENCE).contains("--grace -1"));
        }
    }

    @Test
    void the_end_of_standard_input_is_a_term_for_a_child() throws Exception {
        try (ServerProcess server = ready()) {
            server.endInput();
            assertEquals(0, server.requireEnd(PATIENCE));
        }
    }

    /** Clients that are all connected, of which so many are served. */
    private static LoadGenerator load(ServerProcess server, int clients, int served)
            throws InterruptedException {
        LoadGenerator load = new LoadGenerator(LoadPlan.steady(server.address(), clients));
        load.start();
        assertTrue(load.awaitEchoes(clients, served, served, PATIENCE));
        return load;
    }

    /** What clients saw whose connections the server has ended, all of them in order. */
    private static LoadReport ended(LoadGenerator load) throws InterruptedException {
        assertTrue(load.awaitEnd(PATIENCE));
        LoadReport report = load.report();
        assertTrue(IN_ORDER.containsAll(report.outcomes().keySet()), report::toString);
        return report;
    }

    private static EchoClient client(ServerProcess server) throws IOException {
        return new EchoClient(server.address());
    }

    /** Few in each build; {@code -Decho.repeats=200} shows that it is no luck. */
    private int repeats() {
        return Integer.getInteger("echo.repeats", delivery == Delivery.POSIX ? 5 : 2);
    }

    private ServerProcess ready(String... options) throws Exception {
        return ServerProcess.ready(spec(options));
    }

    /** Starts a server and does not wait. */
    private ServerProcess start(String... options) throws Exception {
        return new ServerProcess("safe", spec(options), () -> {});
    }

    private ServerSpec spec(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--delivery", delivery.name()));
        return ServerSpec.underTest(ServerKind.SAFE, all.toArray(String[]::new));
    }
}
