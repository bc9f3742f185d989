package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import signalkit.posix.Delivery;

/** What the server does with the kernel's signals beyond what {@link EchoServerTest} asks. */
@EnabledOnOs(OS.LINUX)
class NativeDeliveryTest {
    @Test
    void started_by_hand_it_says_how_to_block_the_signals() throws Exception {
        try (ServerProcess server = ServerProcess.start("--delivery", "native")) {
            assertEquals(2, server.status());
            String line = server.await("error: ");
            assertTrue(line.contains("start it with: env --block-signal="), line);
            assertEquals(1, server.output().size());
        }
    }

    @Test
    void it_says_which_delivery_is_in_force() throws Exception {
        try (ServerProcess server = ServerProcess.ready(Delivery.NATIVE)) {
            assertTrue(server.output().get(0).contains("delivery=native"));
        }
    }

    @Test
    void quit_stays_a_thread_dump_and_the_service_goes_on() throws Exception {
        try (ServerProcess server = ServerProcess.ready(Delivery.NATIVE);
                Client client = new Client(server.port())) {
            server.send("QUIT");
            server.await("Full thread dump");
            assertTrue(client.echo());
            client.socket.close();
            server.send("TERM");
            assertEquals(0, server.status());
        }
    }

    @Test
    void term_inside_a_storm_of_usr1_is_one_drain() throws Exception {
        try (ServerProcess server = ServerProcess.ready(Delivery.NATIVE)) {
            for (int i = 0; i < 10; i++) {
                server.send("USR1", "USR1", "USR1", "USR1", "USR1");
            }
            server.send("USR1", "TERM", "USR1");
            assertEquals(0, server.status());
            assertEquals(0, server.stopped("forced"));
        }
    }
}
