package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;

/** A server's command line: what it understands, what it refuses, and with which status. */
class ServerCommandTest {
    /** What a server does when it runs. */
    @FunctionalInterface
    private interface Body {
        int run() throws IOException;
    }

    @Command(name = "echo-test", mixinStandardHelpOptions = true)
    private static final class Echo extends ServerCommand {
        private final Body body;
        @Mixin private Limits limits;

        Echo(Body body) {
            this.body = body;
        }

        @Override
        protected void check() {
            limits.check(this);
        }

        @Override
        protected Server server() {
            ServerStatus status = new ServerStatus("test", new Journal(true), FixedQueue.EMPTY);
            return new Server() {
                @Override
                public int run() throws IOException {
                    return body.run();
                }

                @Override
                public ServerStatus status() {
                    return status;
                }
            };
        }
    }

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void restore() throws Exception {
        System.setErr(before);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(ServerMXBean.OBJECT_NAME);
        if (beans.isRegistered(name)) {
            beans.unregisterMBean(name);
        }
    }

    private int run(Echo command, String... arguments) {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return ServerCommand.commandLine(command).execute(arguments);
    }

    private String line() {
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=-1",
                "--port=65536",
                "--port=x",
                "--bind=no.such.host.invalid",
                "--workers=0",
                "--workers=10001",
                "--read-timeout=0",
                "--read-timeout=86401",
                "--delivery=pigeon",
                "--max-connections=0",
                "--idle=0",
                "--grace=-1",
                "--force=86401",
                "--linger=-1",
                "--output=0",
                "--output=65537",
                "--loops=per-client",
                "--nonsense"
            })
    void a_bad_option_is_one_line_that_names_it_and_status_2(String option) {
        Echo never = new Echo(() -> 0);
        assertEquals(2, run(never, option));
        String line = line();
        assertTrue(line.startsWith("error: ") && line.endsWith(" (see --help)"), line);
        assertTrue(line.contains(option.split("=")[0]), line);
    }

    @Test
    void an_argument_that_is_no_option_is_refused_too() {
        assertEquals(2, run(new Echo(() -> 0), "5555"));
        assertTrue(line().contains("5555"));
    }

    @Test
    void the_defaults_are_those_that_are_promised() {
        Echo command = new Echo(() -> 7);
        assertEquals(7, run(command));
        assertEquals(5555, command.address().getPort());
        assertTrue(command.address().getAddress().isLoopbackAddress());
        assertEquals(Duration.ofSeconds(10), command.readTimeout());
        assertEquals(1_000, command.limits.maxConnections());
        assertEquals(Duration.ofSeconds(60), command.limits.idle());
        assertEquals(Duration.ofSeconds(10), command.limits.timeout(1));
        assertEquals(Duration.ofSeconds(1), command.limits.timeout(2));
        assertEquals(Duration.ofSeconds(1), command.limits.linger());
        assertEquals(64 * 1024, command.limits.output());
        assertFalse(command.limits.sharesLoops());
    }

    @Test
    void the_least_and_the_greatest_values_are_taken() throws Exception {
        Echo least = new Echo(() -> 7);
        String[] smallest = {
            "--port=0",
            "--workers=1",
            "--max-connections=1",
            "--idle=1",
            "--grace=0",
            "--force=0",
            "--linger=0",
            "--output=1",
            "--loops=per-worker"
        };
        assertEquals(7, run(least, smallest));
        assertEquals(0, least.address().getPort());
        assertEquals(Duration.ZERO, least.limits.timeout(1));
        assertEquals(1_024, least.limits.output());
        assertTrue(least.limits.sharesLoops());
        restore();
        Echo most = new Echo(() -> 7);
        String[] largest = {
            "--port=65535", "--workers=10000", "--max-connections=1000000", "--idle=86400",
            "--grace=86400", "--force=86400", "--linger=86400", "--output=65536"
        };
        assertEquals(7, run(most, largest));
        assertEquals(64 << 20, most.limits.output());
    }

    @ParameterizedTest
    @CsvSource({
        "Address already in use, 'port 5555 on 127.0.0.1 is in use; choose another'",
        "Permission denied, 'cannot listen on port 5555 on 127.0.0.1: Permission denied'"
    })
    void a_port_that_cannot_be_had_is_one_line_and_status_1(String reason, String told) {
        Echo command =
                new Echo(
                        () -> {
                            throw new BindException(reason);
                        });
        assertEquals(1, run(command));
        assertTrue(line().startsWith("error: " + told));
    }

    @Test
    void no_thread_left_at_the_start_is_one_line_and_status_1() {
        Echo command =
                new Echo(
                        () -> {
                            throw new PosixException(Errno.EAGAIN, "no thread left for worker-9");
                        });
        assertEquals(1, run(command));
        assertTrue(line().contains("no thread left for worker-9"));
    }

    @Test
    void a_jdk_that_cannot_be_loaded_is_one_line_and_status_1() {
        Echo command =
                new Echo(
                        () -> {
                            Error library = new UnsatisfiedLinkError("libnet.so: Too many files");
                            throw new ExceptionInInitializerError(library);
                        });
        assertEquals(1, run(command));
        String line = line();
        assertTrue(line.startsWith("error: ") && line.contains("ulimit -n"), line);
        assertTrue(line.contains("libnet.so: Too many files"), line);
    }
}
