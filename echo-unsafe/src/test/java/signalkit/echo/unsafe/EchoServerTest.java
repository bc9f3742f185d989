package signalkit.echo.unsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EchoServerTest {
    @Test
    void an_idle_server_ends_by_the_signal_and_leaves_its_workers() throws Exception {
        try (ServerProcess server = ServerProcess.ready("--workers", "3")) {
            server.send("TERM");
            assertEquals(143, server.status());
            assertEquals(3, server.stopped("threads"));
        }
    }

    @Test
    void busy_clients_are_cut_off() throws Exception {
        try (ServerProcess server = ServerProcess.ready("--workers", "4")) {
            List<Client> clients = busy(server, 4);
            server.send("TERM");
            server.status(10);
            server.kill();
            long lost = 0;
            for (Client client : clients) {
                client.join();
                lost += client.failure() != null ? 1 : client.sent() - client.received();
            }
            assertTrue(lost > 0, "every client got all of its bytes back: the lesson is gone");
        }
    }

    @Test
    void clients_that_waited_for_a_worker_are_never_served() throws Exception {
        try (ServerProcess server = ServerProcess.ready("--workers", "2")) {
            List<Client> clients = busy(server, 2);
            for (int i = 0; i < 3; i++) {
                clients.add(new Client(server.port()).start());
            }
            server.send("TERM");
            server.status(10);
            server.kill();
            long unserved = 0;
            for (Client client : clients) {
                unserved += client.join().received() == 0 ? 1 : 0;
            }
            assertEquals(3, unserved);
        }
    }

    @Test
    void a_port_in_use_is_a_start_up_error() throws Exception {
        try (ServerProcess first = ServerProcess.ready();
                ServerProcess second =
                        ServerProcess.start("--port", Integer.toString(first.port()))) {
            assertEquals(1, second.status());
            assertTrue(second.output().toString().contains("is in use; choose another"));
        }
    }

    @Test
    void bad_options_are_one_clear_line() throws Exception {
        for (String option : List.of("--queue=2013", "--port=70000")) {
            try (ServerProcess server = ServerProcess.start(option)) {
                assertEquals(2, server.status());
                String line = server.await("error: ");
                assertTrue(line.contains(option.split("=")[0]), line);
            }
        }
    }

    @Test
    void native_delivery_is_refused_since_a_handler_is_java_here() throws Exception {
        try (ServerProcess server = ServerProcess.start("--delivery", "native")) {
            assertEquals(2, server.status());
            String line = server.await("error: ");
            assertTrue(line.contains("cannot be Java") && line.contains("posix or jvm"), line);
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
}
