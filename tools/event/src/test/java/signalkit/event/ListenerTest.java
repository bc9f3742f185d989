package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void a_listener_that_is_closed_accepts_nobody_from_then_on() {
        PosixProcess process = new PosixProcess("test");
        process.start(
                () -> {
                    try {
                        EventBase base = new EventBase("test");
                        Listener listener = listener(base, new ArrayList<>(), null);
                        listener.close();
                        assertThrows(
                                ConnectException.class,
                                () -> SocketChannel.open(address(listener.port())));
                        listener.close();
                        base.dispatch(); // no event is left
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(
                0, process.waitFor(TimeUnit.SECONDS.toNanos(20)), process.uncaught()::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_callback_may_close_its_listener(boolean drains) {
        PosixProcess process = new PosixProcess("test");
        List<Object> calls = new ArrayList<>();
        Listener[] listener = new Listener[1];
        Consumer<SocketChannel> onAccept =
                accepted -> {
                    calls.add("accepted");
                    Listener.discard(accepted);
                    listener[0].close();
                };
        process.start(
                () -> {
                    try {
                        EventBase base = new EventBase("test");
                        listener[0] = new Listener(base, address(0), 8, onAccept, calls::add);
                        knock(listener[0].port());
                        knock(listener[0].port());
                        if (drains) {
                            listener[0].drain();
                        }
                        base.dispatch();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(
                0, process.waitFor(TimeUnit.SECONDS.toNanos(20)), process.uncaught()::toString);
        assertEquals(List.of("accepted"), calls);
    }

    @Test
    void out_of_descriptors_it_pauses_and_says_so_once_a_second() throws Exception {
        assertEquals(
                List.of(
                        "full: errors 1",
                        "before the pause is over: errors 1",
                        "after the first pause: errors 1",
                        "after the second pause: errors 2",
                        "there is room: accepted 0",
                        "after the third pause: accepted 1",
                        "full again: errors 3",
                        "closed in the pause: errors 3"),
                run(Exhausted.class, "pause"));
    }

    @Test
    void without_a_pause_it_is_a_busy_loop() throws Exception {
        List<String> output = run(Exhausted.class, "busy");
        assertEquals("full: errors 3", output.get(0));
        assertEquals("there is room: accepted 1", output.get(4));
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

    /** Uses up its descriptors, lets a client knock, gives them back, and tells what happens. */
    static final class Exhausted {
        private static final Duration PAUSE = Duration.ofMillis(500);

        private final AdjustableClock clock = AdjustableClock.stopped();
        private final List<SocketChannel> accepted = new ArrayList<>();
        private final List<IOException> errors = new ArrayList<>();
        private EventBase base;

        private Exhausted() {}

        public static void main(String[] arguments) {
            Exhausted test = new Exhausted();
            System.exit(
                    new PosixProcess("test", test.clock)
                            .run(() -> test.run(arguments[0].equals("busy"))));
        }

        private void run(boolean busy) {
            List<SocketChannel> ballast = new ArrayList<>();
            Listener listener;
            SocketChannel late;
            try {
                base = new EventBase("test");
                listener = listener(base, accepted, errors);
                if (busy) {
                    listener.setAccepting(1, Duration.ZERO);
                }
                SocketChannel client = SocketChannel.open();
                late = SocketChannel.open();
                useUp(ballast);
                connect(client, listener.port());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            after(Duration.ZERO, "full: errors ", errors);
            after(PAUSE.minusNanos(1), "before the pause is over: errors ", errors);
            after(Duration.ofNanos(1), "after the first pause: errors ", errors);
            after(PAUSE, "after the second pause: errors ", errors);
            ballast.forEach(Exhausted::close);
            after(Duration.ZERO, "there is room: accepted ", accepted);
            after(PAUSE, "after the third pause: accepted ", accepted);
            useUp(ballast);
            connect(late, listener.port());
            after(PAUSE, "full again: errors ", errors);
            listener.close();
            after(PAUSE, "closed in the pause: errors ", errors);
        }

        /** Lets time pass, goes round the loop, and says how many there are. */
        private void after(Duration time, String words, List<?> things) {
            clock.advance(time);
            for (int round = 0; round < 3; round++) {
                base.loopExit(Duration.ZERO);
                base.dispatch();
            }
            System.out.println(words + things.size());
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
