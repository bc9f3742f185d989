package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.bench.EchoPeer.Fault;
import signalkit.lab.LabException;

class LoadTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private ServerSocket listener;

    @AfterEach
    void closeServer() throws IOException {
        if (listener != null) {
            listener.close();
        }
    }

    private InetSocketAddress server(Fault fault) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> EchoPeer.serve(listener, fault));
        thread.setDaemon(true);
        thread.start();
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private static void exchange(Load load, long messages) throws IOException {
        load.verify();
        load.stopAfter(messages);
        load.open();
        load.run(Duration.ZERO, LONG, () -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed:1x1", "closed:3x64", "closed:2x4K", "closed:2x64K"})
    void a_closed_loop_gets_every_byte_back(String workload) throws IOException {
        try (Load load = new ClosedLoop(Workload.parse(workload), server(Fault.NONE))) {
            exchange(load, 100);
            assertTrue(load.messages() >= 100);
            assertEquals(load.messages(), load.latencies().getTotalCount());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed:3x64", "open:3x64", "churn:3x64"})
    void a_client_works_on_each_echo(String workload) throws IOException {
        Workload parsed = Workload.parse(workload);
        InetSocketAddress target = server(Fault.NONE);
        try (Load load =
                switch (parsed.mode()) {
                    case OPEN -> new OpenLoop(parsed, target, 100_000);
                    case CHURN -> new Churn(parsed, target);
                    default -> new ClosedLoop(parsed, target);
                }) {
            load.clientWork(Duration.ofMillis(2));
            exchange(load, 30);
            assertTrue(load.messages() >= 30);
            assertTrue(
                    load.measured() >= load.messages() * 2_000_000,
                    load.messages() + " echoes in " + load.measured() + " ns");
        }
    }

    @Test
    void an_open_loop_sends_at_its_rate_and_no_faster() throws IOException {
        try (Load load = new OpenLoop(Workload.parse("open:3x64"), server(Fault.NONE), 1000)) {
            load.verify();
            load.open();
            load.run(Duration.ZERO, Duration.ofMillis(300), () -> {});
            assertTrue(load.messages() > 0);
            assertTrue(
                    load.messages() <= 1 + load.measured() / 1_000_000, load.messages() + " sent");
        }
    }

    @Test
    void churn_makes_a_connection_for_each_message() throws IOException {
        try (Load load = new Churn(Workload.parse("churn:2x64"), server(Fault.CORRUPTS))) {
            // The fault is in the tenth message of a connection, which never comes.
            exchange(load, 100);
            assertTrue(load.messages() >= 100);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CORRUPTS, wrong byte at position",
        "CUTS, closed by the server before its echo was whole",
        "BABBLES, sent back more than it was sent",
        "SILENT, got no echo within 300 ms"
    })
    void a_server_that_does_not_echo_is_found_out(Fault fault, String message) throws IOException {
        try (Load load = new ClosedLoop(Workload.parse("closed:2x64"), server(fault))) {
            load.patience(Duration.ofMillis(300));
            load.verify();
            load.open();
            LabException found =
                    assertThrows(
                            LabException.class, () -> load.run(Duration.ZERO, SHORT, () -> {}));
            assertTrue(found.getMessage().contains(message), found.getMessage());
        }
    }

    @Test
    void a_stall_delays_every_message_that_was_due_meanwhile() throws IOException {
        // 300 ms without an answer are 30 messages late, although only one is under way.
        try (Load load = new OpenLoop(Workload.parse("open:1x64"), server(Fault.STALLS), 100)) {
            load.stopAfter(40);
            load.open();
            load.run(Duration.ZERO, LONG, () -> {});
            long late = load.latencies().getCountBetweenValues(100_000_000, Long.MAX_VALUE);
            assertTrue(late >= 15, late + " messages were late");
        }
    }

    @Test
    void a_steady_load_allocates_nothing_per_message() throws IOException {
        try (Load load = new ClosedLoop(Workload.parse("closed:4x64"), server(Fault.NONE))) {
            double each = allocatedPerMessage(load);
            assertTrue(each < 8, each + " bytes per message");
        }
    }

    @Test
    void a_load_that_allocates_is_found_out() throws IOException {
        try (Load load = new Wasteful(Workload.parse("closed:4x64"), server(Fault.NONE))) {
            double each = allocatedPerMessage(load);
            assertTrue(each >= Wasteful.BYTES, each + " bytes per message");
        }
    }

    private static double allocatedPerMessage(Load load) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> allocated = new ArrayList<>();
        load.open();
        load.run(SHORT, SHORT, () -> allocated.add(threads.getCurrentThreadAllocatedBytes()));
        assertEquals(2, allocated.size());
        assertTrue(load.messages() > 0);
        return (double) (allocated.get(1) - allocated.get(0)) / load.messages();
    }

    /** A closed loop that makes garbage. */
    private static final class Wasteful extends Load {
        static final int BYTES = 100;

        @SuppressWarnings("unused")
        private byte[] garbage;

        Wasteful(Workload workload, InetSocketAddress target) throws IOException {
            super(workload, target);
        }

        @Override
        void begin(long now) {
            for (Client client : clients) {
                client.send(workload.size());
            }
        }

        @Override
        void echoed(Client client) {
            record(1);
            garbage = new byte[BYTES];
            if (!isStopped()) {
                client.send(workload.size());
            }
        }
    }
}
