package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the server promises holds with {@code --loops per-worker}, too. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LoopTest {
    private static final int CLIENTS = 50;

    private static ServerProcess ready(int workers) throws Exception {
        return ServerProcess.ready("--loops=per-worker", "--workers=" + workers);
    }

    private static List<Client> clients(ServerProcess server) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(server.port()));
        }
        return clients;
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
            List<Client> clients = clients(server);
            for (int round = 0; round < 3; round++) {
                for (Client client : clients) {
                    assertTrue(client.echo());
                }
            }
            for (Client client : clients) {
                client.close();
            }
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(CLIENTS, server.stopped("drained"));
            assertAccounted(server);
        }
    }

    @Test
    void every_byte_that_was_read_is_echoed_by_the_drain() throws Exception {
        try (ServerProcess server = ready(2)) {
            List<Client> clients = clients(server);
            for (Client client : clients) {
                assertTrue(client.echo());
                client.start();
            }
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(server.stopped("bytes_in"), server.stopped("bytes_out"));
            long received = 0;
            long sent = 0;
            for (Client client : clients) {
                assertNull(client.join().failure());
                received += client.received();
                sent += client.sent();
            }
            assertEquals(received, server.stopped("bytes_out"));
            assertEquals(sent, server.stopped("bytes_in") + server.stopped("late"));
            assertEquals(CLIENTS, server.stopped("drained"));
            assertAccounted(server);
        }
    }

    @Test
    @Tag("slow")
    void term_while_clients_come_leaves_nothing_unaccounted_for() throws Exception {
        for (int i = 0; i < 8; i++) {
            try (ServerProcess server = ready(2)) {
                List<Client> clients = clients(server);
                clients.forEach(Client::start);
                server.send("TERM");
                assertEquals(0, server.status(), () -> server.output().toString());
                assertAccounted(server);
                for (Client client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void term_on_ready_is_a_clean_drain() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (ServerProcess server = ready(2)) {
                server.send("TERM");
                assertEquals(0, server.status(), () -> server.output().toString());
                assertAccounted(server);
            }
        }
    }

    @Test
    void a_client_that_does_not_read_costs_the_others_nothing_and_a_second_term_forces()
            throws Exception {
        try (ServerProcess server = ready(1);
                SocketChannel stuck = Client.stuck(server.port());
                Client other = new Client(server.port())) {
            assertTrue(other.echo());
            other.start();
            server.send("TERM");
            server.await("DRAINING ");
            assertNull(other.join().failure());
            server.outlastCoalescingWindow();
            server.send("TERM");
            assertEquals(75, server.status(5));
            assertEquals(1, server.stopped("aborted"));
            assertEquals(1, server.stopped("drained"));
            assertAccounted(server);
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_silent_client_is_closed_and_the_others_stay() throws Exception {
        try (ServerProcess server =
                        ServerProcess.ready(
                                "--loops=per-worker", "--workers=1", "--read-timeout=1");
                Client silent = new Client(server.port());
                Client other = new Client(server.port())) {
            silent.socket.setSoTimeout(50);
            boolean closed = false;
            while (!closed) {
                assertTrue(other.echo());
                try {
                    closed = silent.socket.getInputStream().read() < 0;
                } catch (java.net.SocketTimeoutException notYet) {
                    // The other one goes on meanwhile.
                }
            }
            assertTrue(other.echo());
            other.socket.close();
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(1, server.stopped("aborted"));
            assertAccounted(server);
        }
    }

    @Test
    void an_unknown_kind_of_loop_is_one_clear_line() throws Exception {
        try (ServerProcess server = ServerProcess.start("--loops=per-client")) {
            assertEquals(2, server.status());
            String line = server.await("error: ");
            assertTrue(line.contains("per-connection"), line);
            assertTrue(line.contains("per-worker"), line);
        }
    }
}
