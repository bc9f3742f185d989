package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.EchoClient;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.posix.Signal;

/** What the server promises holds with {@code --loops per-worker}, too. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LoopTest {
    private static final int CLIENTS = 50;
    private static final byte[] MESSAGE = new byte[512];
    private static final long TOO_MUCH = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The server has said goodbye, perhaps before a message came that was on its way. */
    private static final Set<ClientOutcome> IN_ORDER =
            Set.of(ClientOutcome.SERVED, ClientOutcome.CUT, ClientOutcome.NEVER_SERVED);

    private static ServerProcess ready(int workers, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--loops=per-worker"));
        options.add("--workers=" + workers);
        options.addAll(List.of(more));
        return ServerProcess.ready(
                ServerSpec.underTest(ServerKind.SAFE, options.toArray(String[]::new)));
    }

    private static EchoClient client(ServerProcess server) throws IOException {
        return new EchoClient(server.address());
    }

    private static LoadGenerator load(ServerProcess server, int clients)
            throws InterruptedException {
        LoadGenerator load = new LoadGenerator(LoadPlan.steady(server.address(), clients));
        load.start();
        return load;
    }

    /** What clients saw whose connections the server has ended, all of them in order. */
    private static LoadReport ended(LoadGenerator load) throws InterruptedException {
        assertTrue(load.awaitEnd(PATIENCE));
        LoadReport report = load.report();
        assertTrue(IN_ORDER.containsAll(report.outcomes().keySet()), report::toString);
        return report;
    }

    private static void assertAccounted(ServerProcess server) {
        assertEquals(
                server.stopped("accepted"),
                server.stopped("drained") + server.stopped("aborted") + server.stopped("refused"));
        assertEquals(
                server.stopped("submitted"), server.stopped("run") + server.stopped("rejected"));
        for (String none : List.of("open", "queued", "threads")) {
            assertEquals(0, server.stopped(none), none);
        }
    }

    @Test
    void two_workers_serve_fifty_clients_at_once() throws Exception {
        try (ServerProcess server = ready(2)) {
            List<EchoClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client(server));
            }
            for (int round = 0; round < 3; round++) {
                for (EchoClient client : clients) {
                    assertTrue(client.echoes(MESSAGE));
                }
            }
            for (EchoClient client : clients) {
                client.close();
            }
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(CLIENTS, server.stopped("drained"));
            assertAccounted(server);
        }
    }

    @Test
    void every_byte_that_was_read_is_echoed_by_the_drain() throws Exception {
        try (ServerProcess server = ready(2);
                LoadGenerator load = load(server, CLIENTS)) {
            assertTrue(load.awaitEchoes(CLIENTS, CLIENTS, CLIENTS, PATIENCE));
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(server.stopped("bytes_in"), server.stopped("bytes_out"));
            LoadReport report = ended(load);
            assertEquals(report.received(), server.stopped("bytes_out"));
            assertEquals(report.sent(), server.stopped("bytes_in") + server.stopped("late"));
            assertEquals(CLIENTS, server.stopped("drained"));
            assertAccounted(server);
        }
    }

    @Test
    @Tag("slow")
    void term_while_clients_come_leaves_nothing_unaccounted_for() throws Exception {
        for (int i = 0; i < 8; i++) {
            try (ServerProcess server = ready(2);
                    LoadGenerator load = load(server, CLIENTS)) {
                assertTrue(load.awaitEchoes(1, 0, 0, PATIENCE));
                server.send(Signal.TERM);
                assertEquals(0, server.requireEnd(PATIENCE), () -> server.log().lines().toString());
                assertAccounted(server);
            }
        }
    }

    @Test
    void term_on_ready_is_a_clean_drain() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (ServerProcess server = ready(2)) {
                server.send(Signal.TERM);
                assertEquals(0, server.requireEnd(PATIENCE), () -> server.log().lines().toString());
                assertAccounted(server);
            }
        }
    }

    @Test
    void a_client_that_does_not_read_costs_the_others_nothing_and_a_second_term_forces()
            throws Exception {
        try (ServerProcess server = ready(1);
                SocketChannel stuck = EchoClient.stuck(server.address(), TOO_MUCH);
                LoadGenerator other = load(server, 1)) {
            assertTrue(other.awaitEchoes(1, 1, 1, PATIENCE));
            server.send(Signal.TERM);
            server.requireLine("DRAINING ", PATIENCE);
            ended(other);
            server.outlastCoalescingWindow();
            server.send(Signal.TERM);
            assertEquals(75, server.requireEnd(SOON));
            assertEquals(1, server.stopped("aborted"));
            assertEquals(1, server.stopped("drained"));
            assertAccounted(server);
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_silent_client_is_closed_and_the_others_stay() throws Exception {
        try (ServerProcess server = ready(1, "--read-timeout=1");
                EchoClient silent = new EchoClient(server.address(), Duration.ofMillis(50));
                EchoClient other = client(server)) {
            do {
                assertTrue(other.echoes(MESSAGE));
            } while (!silent.isEnded());
            assertTrue(other.echoes(MESSAGE));
            other.leave();
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(1, server.stopped("aborted"));
            assertAccounted(server);
        }
    }

    @Test
    void an_unknown_kind_of_loop_is_one_clear_line() throws Exception {
        ServerSpec spec = ServerSpec.underTest(ServerKind.SAFE, "--loops=per-client");
        try (ServerProcess server = new ServerProcess("safe", spec, () -> {})) {
            assertEquals(2, server.requireEnd(PATIENCE));
            String line = server.requireLine("error: ", PATIENCE);
            assertTrue(line.contains("per-connection"), line);
            assertTrue(line.contains("per-worker"), line);
        }
    }
}
