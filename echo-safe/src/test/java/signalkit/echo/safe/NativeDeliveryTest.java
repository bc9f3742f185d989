package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import signalkit.lab.load.EchoClient;
import signalkit.lab.server.ChildProcess;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.posix.Signal;

/** What the server does with the kernel's signals beyond what {@link EchoServerTest} asks. */
@EnabledOnOs(OS.LINUX)
class NativeDeliveryTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final byte[] MESSAGE = new byte[512];
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void started_by_hand_it_says_how_to_block_the_signals() throws Exception {
        ProcessBuilder command =
                new ProcessBuilder(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--delivery",
                        "native");
        try (ChildProcess server = new ChildProcess("safe", command, () -> {})) {
            assertEquals(2, server.requireEnd(PATIENCE));
            String line = server.requireLine("error: ", PATIENCE);
            assertTrue(line.contains("start it with: env --block-signal="), line);
            assertEquals(1, server.log().lines().size());
        }
    }

    @Test
    void it_says_which_delivery_is_in_force() throws Exception {
        try (ServerProcess server = ready()) {
            assertTrue(server.log().lines().get(0).contains("delivery=native"));
        }
    }

    @Test
    void quit_stays_a_thread_dump_and_the_service_goes_on() throws Exception {
        try (ServerProcess server = ready();
                EchoClient client = client(server)) {
            server.send(Signal.QUIT);
            server.requireLine("Full thread dump", PATIENCE);
            assertTrue(client.echoes(MESSAGE));
            client.leave();
            server.send(Signal.TERM);
            assertEquals(0, server.requireEnd(PATIENCE));
        }
    }

    @Test
    void term_inside_a_storm_of_usr1_is_one_drain() throws Exception {
        try (ServerProcess server = ready()) {
            for (int i = 0; i < 10; i++) {
                server.send(Signal.USR1, Signal.USR1, Signal.USR1, Signal.USR1, Signal.USR1);
            }
            server.send(Signal.USR1, Signal.TERM, Signal.USR1);
            assertEquals(0, server.requireEnd(PATIENCE));
            assertEquals(0, server.stopped("forced"));
        }
    }

    private static ServerProcess ready() throws Exception {
        return ServerProcess.ready(ServerSpec.underTest(ServerKind.SAFE, "--delivery", "native"));
    }

    private static EchoClient client(ServerProcess server) throws IOException {
        return new EchoClient(server.address());
    }
}
