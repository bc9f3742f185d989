package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.posix.Delivery;

/** What the server promises holds with the emulated signals and with the kernel's. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@MethodSource("deliveries")
class EchoServerTest {
    @Parameter Delivery delivery;

    static List<Delivery> deliveries() {
        return System.getProperty("os.name").equals("Linux")
                ? List.of(Delivery.POSIX, Delivery.NATIVE)
                : List.of(Delivery.POSIX);
    }

    @Test
    void an_idle_server_ends_clean_on_term() throws Exception {
        try (ServerProcess server = ready()) {
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(0, server.stopped("open"));
            assertEquals(0, server.stopped("threads"));
        }
    }

    @Test
    @Tag("slow")
    void term_on_ready_is_a_clean_drain_every_time() throws Exception {
        for (int i = 0; i < repeats(); i++) {
            try (ServerProcess server = ready()) {
                server.send("TERM");
                assertEquals(0, server.status(), () -> server.output().toString());
            }
        }
    }

    @Test
    void every_byte_that_was_read_is_echoed() throws Exception {
        try (ServerProcess server = ready("--workers", "4")) {
            List<Client> clients = busy(server, 4);
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(server.stopped("bytes_in"), server.stopped("bytes_out"));
            long sent = 0;
            long received = 0;
            for (Client client : clients) {
                assertNull(client.join().failure());
                sent += client.sent();
                received += client.received();
            }
            assertEquals(received, server.stopped("bytes_out"));
            assertEquals(sent, server.stopped("bytes_in") + server.stopped("late"));
        }
    }

    @Test
    void clients_that_waited_for_a_worker_are_served_by_the_drain() throws Exception {
        try (ServerProcess server = ready("--workers", "4")) {
            List<Client> clients = busy(server, 4);
            for (int i = 0; i < 8; i++) {
                clients.add(new Client(server.port()).start());
            }
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(12, server.stopped("accepted"));
            assertEquals(12, server.stopped("drained"));
            for (Client client : clients) {
                assertNull(client.join().failure());
            }
        }
    }

    @Test
    @Tag("slow")
    void int_and_term_together_are_one_drain() throws Exception {
        for (int i = 0; i < repeats(); i++) {
            try (ServerProcess server = ready()) {
                server.send("INT", "TERM");
                assertEquals(0, server.status(), () -> server.output().toString());
            }
        }
    }

    @Test
    void a_second_term_forces() throws Exception {
        try (ServerProcess server = ready("--workers", "1");
                SocketChannel stuck = Client.stuck(server.port())) {
            server.send("TERM");
            server.await("DRAINING ");
            server.outlastCoalescingWindow();
            server.send("TERM");
            assertEquals(75, server.status(5));
            assertEquals(1, server.stopped("forced"));
            assertEquals(1, server.stopped("aborted"));
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_client_that_never_spoke_is_closed_within_five_seconds() throws Exception {
        try (ServerProcess server = ready("--read-timeout", "60");
                Client silent = new Client(server.port())) {
            server.send("TERM");
            assertEquals(-1, silent.socket.getInputStream().read());
            assertEquals(0, server.status(5));
            assertEquals(1, server.stopped("drained"));
        }
    }

    @Test
    void a_drain_that_outlasts_its_grace_is_forced() throws Exception {
        try (ServerProcess server = ready("--workers", "1", "--grace", "1");
                SocketChannel stuck = Client.stuck(server.port())) {
            server.send("TERM");
            assertEquals(75, server.status());
            assertEquals(1, server.stopped("forced"));
            assertTrue(stuck.isOpen());
        }
    }

    @Test
    void a_client_beyond_the_limit_is_told_and_closed() throws Exception {
        try (ServerProcess server = ready("--workers", "2", "--max-connections", "2");
                Client first = new Client(server.port());
                Client second = new Client(server.port())) {
            assertTrue(first.echo() && second.echo());
            try (Client third = new Client(server.port())) {
                String told = new String(third.socket.getInputStream().readAllBytes());
                assertEquals("busy: too many connections; try again later\n", told);
            }
            assertTrue(first.echo() && second.echo());
            first.socket.close();
            second.socket.close();
            server.send("TERM");
            assertEquals(0, server.status());
            assertEquals(3, server.stopped("accepted"));
            assertEquals(2, server.stopped("drained"));
            assertEquals(1, server.stopped("refused"));
        }
    }

    @Test
    void hup_is_logged_and_nothing_more() throws Exception {
        try (ServerProcess server = ready();
                Client client = new Client(server.port())) {
            server.send("HUP");
            server.await("SIGNAL name=HUP");
            assertTrue(client.echo());
            client.socket.close();
            server.send("TERM");
            assertEquals(0, server.status());
        }
    }

    @Test
    void usr1_prints_statistics_and_usr2_the_state() throws Exception {
        try (ServerProcess server = ready()) {
            server.send("USR1");
            assertTrue(server.await("STATISTICS ").contains("accepted=0"));
            server.send("USR2");
            assertTrue(server.await("STATE ").contains("jobs"));
        }
    }

    @Test
    void a_client_that_half_closes_gets_its_whole_echo() throws Exception {
        try (ServerProcess server = ready();
                Client client = new Client(server.port())) {
            byte[] message = new byte[48 * 1024];
            Arrays.fill(message, (byte) 'x');
            client.socket.getOutputStream().write(message);
            client.socket.shutdownOutput();
            assertEquals(message.length, client.socket.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void a_port_in_use_is_a_start_up_error() throws Exception {
        try (ServerProcess first = ready();
                ServerProcess second = start("--port", Integer.toString(first.port()))) {
            assertEquals(1, second.status());
            assertTrue(second.output().toString().contains("is in use; choose another"));
        }
    }

    @Test
    void a_bad_option_is_one_clear_line() throws Exception {
        try (ServerProcess server = start("--grace=-1")) {
            assertEquals(2, server.status());
            assertTrue(server.await("error: ").contains("--grace -1"));
        }
    }

    @Test
    void the_end_of_standard_input_is_a_term_for_a_child() throws Exception {
        try (ServerProcess server = ready("--until-eof")) {
            server.endInput();
            assertEquals(0, server.status());
        }
    }

    private static List<Client> busy(ServerProcess server, int count) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Client client = new Client(server.port());
            assertTrue(client.echo());
            clients.add(client);
        }
        clients.forEach(Client::start);
        return clients;
    }

    /** Few in each build; {@code -Decho.repeats=200} shows that it is no luck. */
    private int repeats() {
        return Integer.getInteger("echo.repeats", delivery == Delivery.POSIX ? 5 : 2);
    }

    private ServerProcess ready(String... options) throws Exception {
        return ServerProcess.ready(delivery, options);
    }

    private ServerProcess start(String... options) throws Exception {
        return ServerProcess.start(delivery, options);
    }
}
