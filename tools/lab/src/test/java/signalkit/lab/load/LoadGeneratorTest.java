package signalkit.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadGeneratorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final EchoTestServer.Treatment ECHO = (socket, in, out) -> in.transferTo(out);

    /** Runs until so many messages came back, or all clients have left; then stops. */
    private static LoadReport run(LoadPlan plan, long messages, Duration stopWithin)
            throws InterruptedException {
        try (LoadGenerator load = new LoadGenerator(plan)) {
            load.start();
            load.awaitEchoes(0, 0, messages, PATIENCE);
            load.stop(stopWithin);
            assertTrue(load.awaitEnd(PATIENCE));
            return load.report();
        }
    }

    private static LoadPlan one(InetSocketAddress target, int size) {
        return new LoadPlan(target, 1, size, 0, false);
    }

    @Test
    void an_honest_server_serves_every_client_and_every_byte() throws Exception {
        try (EchoTestServer server = new EchoTestServer(ECHO)) {
            LoadReport report = run(LoadPlan.steady(server.address(), 5), 500, PATIENCE);

            assertEquals(Map.of(ClientOutcome.SERVED, 5L), report.outcomes());
            assertEquals(0, report.missing());
            assertTrue(report.isClean() && report.messages() >= 500);
            assertEquals(report.messages() * 1024, report.sent());
            assertEquals(report.messages(), report.latency().getTotalCount());
        }
    }

    @Test
    void a_message_larger_than_the_socket_buffers_comes_back_whole() throws Exception {
        try (EchoTestServer server = new EchoTestServer(ECHO)) {
            LoadReport report = run(one(server.address(), LoadPlan.LARGEST), 20, PATIENCE);

            assertEquals(Map.of(ClientOutcome.SERVED, 1L), report.outcomes());
        }
    }

    @Test
    void with_churn_each_connection_carries_one_message() throws Exception {
        try (EchoTestServer server = new EchoTestServer(ECHO)) {
            LoadReport report = run(LoadPlan.churning(server.address(), 3), 100, PATIENCE);

            assertTrue(report.isClean(), report::toString);
            assertTrue(report.connections() >= report.messages(), report::toString);
            assertEquals(report.answered(), report.messages());
        }
    }

    @Test
    void a_rate_bounds_the_messages() throws Exception {
        try (EchoTestServer server = new EchoTestServer(ECHO);
                LoadGenerator load =
                        new LoadGenerator(new LoadPlan(server.address(), 2, 64, 100, false))) {
            long start = System.nanoTime();
            load.start();
            assertTrue(load.awaitEchoes(0, 0, 30, PATIENCE));

            // The first is due at once, and then one each 10 ms.
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 285, millis + " ms");
        }
    }

    @Test
    void a_stall_counts_from_when_the_messages_were_due() throws Exception {
        EchoTestServer.Treatment stall =
                (socket, in, out) -> {
                    out.write(in.readNBytes(64));
                    pause(300);
                    in.transferTo(out);
                };
        try (EchoTestServer server = new EchoTestServer(stall)) {
            LoadReport report =
                    run(new LoadPlan(server.address(), 1, 64, 100, false), 30, PATIENCE);

            // About 30 messages were due while the server slept, not only the one on its way.
            assertTrue(report.latencyMillis(50) > 50, report.latencyMillis(50) + " ms");
        }
    }

    @Test
    void one_wrong_byte_is_found() throws Exception {
        EchoTestServer.Treatment liar =
                (socket, in, out) -> {
                    byte[] message = in.readNBytes(5_000);
                    message[4_321] ^= 1;
                    out.write(message);
                };
        try (EchoTestServer server = new EchoTestServer(liar)) {
            LoadReport report = run(one(server.address(), 5_000), 1, PATIENCE);

            assertEquals(Map.of(ClientOutcome.CORRUPT, 1L), report.outcomes());
            assertFalse(report.isClean());
        }
    }

    @Test
    @Tag("slow")
    void bytes_that_were_never_sent_are_found() throws Exception {
        EchoTestServer.Treatment babbler =
                (socket, in, out) -> {
                    byte[] message = in.readNBytes(10);
                    out.write(message);
                    out.write(message);
                };
        try (EchoTestServer server = new EchoTestServer(babbler)) {
            LoadReport report =
                    run(new LoadPlan(server.address(), 1, 10, 0.001, false), 5, PATIENCE);

            assertEquals(Map.of(ClientOutcome.CORRUPT, 1L), report.outcomes());
        }
    }

    @Test
    void an_end_of_file_with_bytes_outstanding_is_a_cut() throws Exception {
        EchoTestServer.Treatment cutter =
                (socket, in, out) -> {
                    out.write(in.readNBytes(100), 0, 60);
                };
        try (EchoTestServer server = new EchoTestServer(cutter)) {
            LoadReport report = run(one(server.address(), 100), 1, PATIENCE);

            assertEquals(Map.of(ClientOutcome.CUT, 1L), report.outcomes());
            assertEquals(40, report.missing());
        }
    }

    @Test
    void a_reset_after_an_echo_is_a_reset() throws Exception {
        EchoTestServer.Treatment resetter =
                (socket, in, out) -> {
                    out.write(in.readNBytes(100));
                    await(in);
                    socket.setSoLinger(true, 0);
                };
        try (EchoTestServer server = new EchoTestServer(resetter)) {
            LoadReport report = run(one(server.address(), 100), 10, PATIENCE);

            assertEquals(Map.of(ClientOutcome.RESET, 1L), report.outcomes());
        }
    }

    @Test
    void a_client_that_never_gets_a_byte_is_never_served() throws Exception {
        EchoTestServer.Treatment mute = (socket, in, out) -> in.readAllBytes();
        try (EchoTestServer server = new EchoTestServer(mute);
                LoadGenerator load = new LoadGenerator(one(server.address(), 100))) {
            load.start();
            assertFalse(load.awaitEchoes(1, 1, 1, Duration.ofMillis(300)));
            load.stop(Duration.ZERO);
            assertTrue(load.awaitEnd(PATIENCE));

            assertEquals(Map.of(ClientOutcome.NEVER_SERVED, 1L), load.report().outcomes());
        }
    }

    @Test
    void a_client_whose_last_echo_is_outstanding_is_stalled() throws Exception {
        CountDownLatch secondIsRead = new CountDownLatch(1);
        EchoTestServer.Treatment once =
                (socket, in, out) -> {
                    out.write(in.readNBytes(100));
                    in.readNBytes(100);
                    secondIsRead.countDown();
                    in.readAllBytes();
                };
        try (EchoTestServer server = new EchoTestServer(once);
                LoadGenerator load = new LoadGenerator(one(server.address(), 100))) {
            load.start();
            assertTrue(secondIsRead.await(10, TimeUnit.SECONDS));
            load.stop(Duration.ZERO);
            assertTrue(load.awaitEnd(PATIENCE));

            assertEquals(Map.of(ClientOutcome.STALLED, 1L), load.report().outcomes());
        }
    }

    @Test
    void a_closed_port_refuses() throws Exception {
        InetSocketAddress nobody;
        try (EchoTestServer server = new EchoTestServer(ECHO)) {
            nobody = server.address();
        }
        LoadReport report = run(one(nobody, 100), 1, PATIENCE);

        assertEquals(Map.of(ClientOutcome.REFUSED, 1L), report.outcomes());
        assertEquals(0, report.connections());
    }

    @Test
    void a_churning_client_gives_up_when_it_is_refused_again_and_again() throws Exception {
        InetSocketAddress nobody;
        try (EchoTestServer server = new EchoTestServer(ECHO)) {
            nobody = server.address();
        }
        try (LoadGenerator load = new LoadGenerator(LoadPlan.churning(nobody, 2))) {
            load.start();

            assertTrue(load.awaitEnd(PATIENCE));
            assertEquals(6, load.report().count(ClientOutcome.REFUSED));
        }
    }

    @Test
    void a_reset_without_a_byte_races_only_when_the_connection_came_after_the_signal()
            throws Exception {
        EchoTestServer.Treatment resetter =
                (socket, in, out) -> {
                    await(in);
                    socket.setSoLinger(true, 0);
                };
        for (boolean signalled : new boolean[] {false, true}) {
            try (EchoTestServer server = new EchoTestServer(resetter);
                    LoadGenerator load =
                            new LoadGenerator(new LoadPlan(server.address(), 2, 100, 4, false))) {
                load.start();
                if (signalled) {
                    load.aboutToSignal();
                }
                assertTrue(load.awaitEnd(PATIENCE));

                // The second client comes half a second after the first.
                ClientOutcome second = signalled ? ClientOutcome.RACED : ClientOutcome.NEVER_SERVED;
                assertTrue(load.report().count(second) >= 1, load.report()::toString);
            }
        }
    }

    private static void await(InputStream in) throws IOException {
        assertTrue(in.read() >= 0);
    }

    /** Only the measured latency depends on it, and only as a lower bound. */
    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
