package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;

@Timeout(60)
class ListenerTest {
    @Test
    void a_drain_leaves_nothing_in_the_backlog() {
        PosixProcess process = new PosixProcess("test");
        List<SocketChannel> accepted = new ArrayList<>();
        process.start(
                () -> {
                    try {
                        Listener listener = listener(new EventBase("test"), accepted, null);
                        for (int i = 0; i < 20; i++) {
                            SocketChannel.open(address(listener.port()));
                        }
                        listener.drain();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(20)));
        assertEquals(20, accepted.size());
    }

    @Test
    void a_drain_ends_while_clients_keep_coming() {
        PosixProcess process = new PosixProcess("test");
        int backlog = 8;
        List<SocketChannel> accepted = new ArrayList<>();
        process.start(
                () -> {
                    try {
                        Listener[] listener = new Listener[1];
                        listener[0] =
                                new Listener(
                                        new EventBase("test"),
                                        address(0),
                                        backlog,
                                        channel -> {
                                            accepted.add(channel);
                                            knock(listener[0].port()); // the next one is there
                                        },
                                        e -> {});
                        knock(listener[0].port());
                        listener[0].drain();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(20)));
        assertEquals(backlog + 1, accepted.size());
    }

    private static void knock(int port) {
        try {
            SocketChannel.open(address(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void out_of_descriptors_it_pauses_and_serves_on() throws Exception {
        List<String> output = run(Exhausted.class, "pause");
        assertTrue(output.contains("served after the pause"), output.toString());
        assertTrue(errors(output) <= 3, output.toString());
    }

    @Test
    void without_a_pause_it_is_a_busy_loop() throws Exception {
        List<String> output = run(Exhausted.class, "busy");
        assertTrue(errors(output) > 100, output.toString());
    }

    private static long errors(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("errors "))
                .mapToLong(line -> Long.parseLong(line.substring("errors ".length())))
                .sum();
    }

    private static List<String> run(Class<?> main, String argument) throws Exception {
        String java = System.getProperty("java.home") + "/bin/java";
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -n 64 && exec \"$@\"",
                                "sh",
                                java,
                                "-XX:-MaxFDLimit",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName(),
                                argument)
                        .redirectErrorStream(true)
                        .start();
        List<String> output = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), output.toString());
        return output;
    }

    private static Listener listener(
            EventBase base, List<SocketChannel> accepted, List<IOException> errors)
            throws IOException {
        return new Listener(
                base,
                address(0),
                64,
                accepted::add,
                e -> {
                    if (errors == null) {
                        throw new UncheckedIOException(e);
                    }
                    errors.add(e);
                });
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Uses up its descriptors, waits while one more client knocks, gives some back, serves it. */
    static final class Exhausted {
        private static final Duration LONG_ENOUGH = Duration.ofMillis(300);

        private Exhausted() {}

        public static void main(String[] arguments) throws IOException {
            EventBase base = new EventBase("test");
            List<SocketChannel> accepted = new ArrayList<>();
            List<IOException> errors = new ArrayList<>();
            Listener listener = listener(base, accepted, errors);
            if (arguments[0].equals("busy")) {
                listener.setAccepting(1, Duration.ZERO);
            }
            SocketChannel client = SocketChannel.open();
            List<SocketChannel> ballast = new ArrayList<>();
            base.once(
                    Duration.ofMillis(1),
                    () -> {
                        useUp(ballast);
                        connect(client, listener.port());
                    });
            base.once(
                    LONG_ENOUGH,
                    () -> {
                        System.out.println("errors " + errors.size());
                        ballast.forEach(Exhausted::close);
                    });
            base.once(
                    LONG_ENOUGH.plusSeconds(1),
                    () -> {
                        if (accepted.size() == 1) {
                            System.out.println("served after the pause");
                        }
                        base.loopBreak();
                    });
            base.dispatch();
        }

        private static void useUp(List<SocketChannel> ballast) {
            while (true) {
                try {
                    ballast.add(SocketChannel.open());
                } catch (IOException full) {
                    return;
                }
            }
        }

        private static void connect(SocketChannel client, int port) {
            try {
                client.connect(address(port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(SocketChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
