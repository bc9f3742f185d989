package signalkit.echo.unsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.EchoClient;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.posix.Signal;

@Timeout(120)
class EchoServerTest {
    private static final byte[] MESSAGE = new byte[512];
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The server may hang, and then it will for ever. */
    private static final Duration END = Duration.ofSeconds(10);

    @Test
    void an_idle_server_ends_by_the_signal_and_leaves_its_workers() throws Exception {
        try (ServerProcess server = ready("--workers", "3")) {
            server.send(Signal.TERM);
            assertEquals(143, server.requireEnd(PATIENCE));
            assertEquals(3, server.stopped("threads"));
        }
    }

    @Test
    void busy_clients_are_cut_off() throws Exception {
        try (ServerProcess server = ready("--workers", "4");
                LoadGenerator load = load(server, 4, 4)) {
            LoadReport report = afterTerm(server, load);
            long lost = report.missing() + report.count(ClientOutcome.RESET);
            assertTrue(lost > 0, "every client got all of its bytes back: the lesson is gone");
        }
    }

    @Test
    void clients_that_waited_for_a_worker_are_never_served() throws Exception {
        try (ServerProcess server = ready("--workers", "2");
                LoadGenerator load = load(server, 5, 2)) {
            LoadReport report = afterTerm(server, load);
            assertEquals(3, report.connections() - report.answered());
        }
    }

    /** D23: it is closed at once, and not when its worker has waited for it. */
    @Test
    void a_client_that_waited_longer_than_the_timeout_is_closed_unserved() throws Exception {
        try (ServerProcess server = ready("--workers=1", "--read-timeout=2");
                EchoClient served = new EchoClient(server.address())) {
            assertTrue(served.echoes(MESSAGE));
            try (EchoClient waits = new EchoClient(server.address())) {
                echoFor(Duration.ofMillis(2_200), served);
                served.leave();
                long start = System.nanoTime();
                assertEquals(0, waits.rest().length);
                assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
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
    void a_port_in_use_is_a_start_up_error() throws Exception {
        try (ServerProcess first = ready();
                ServerProcess second = start("--port", Integer.toString(first.port()))) {
            assertEquals(1, second.requireEnd(PATIENCE));
            second.requireLine("is in use; choose another", PATIENCE);
        }
    }

    @Test
    void bad_options_are_one_clear_line() throws Exception {
        for (String option : List.of("--queue=2013", "--port=70000")) {
            try (ServerProcess server = start(option)) {
                assertEquals(2, server.requireEnd(PATIENCE));
                String line = server.requireLine("error: ", PATIENCE);
                assertTrue(line.contains(option.split("=")[0]), line);
            }
        }
    }

    @Test
    void native_delivery_is_refused_since_a_handler_is_java_here() throws Exception {
        try (ServerProcess server = start("--delivery", "native")) {
            assertEquals(2, server.requireEnd(PATIENCE));
            String line = server.requireLine("error: ", PATIENCE);
            assertTrue(line.contains("cannot be Java") && line.contains("posix or jvm"), line);
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

    private static LoadReport afterTerm(ServerProcess server, LoadGenerator load)
            throws InterruptedException {
        server.send(Signal.TERM);
        server.awaitEnd(END);
        server.kill();
        assertTrue(load.awaitEnd(PATIENCE));
        return load.report();
    }

    private static ServerProcess ready(String... options) throws Exception {
        return ServerProcess.ready(ServerSpec.underTest(ServerKind.UNSAFE, options));
    }

    /** Starts a server and does not wait. */
    private static ServerProcess start(String... options) throws Exception {
        ServerSpec spec = ServerSpec.underTest(ServerKind.UNSAFE, options);
        return new ServerProcess("unsafe", spec, () -> {});
    }
}
