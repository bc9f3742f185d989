package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import signalkit.posix.Mutex;

/** What a server shows of itself, as a client of JMX sees it. */
class ServerStatusTest {
    @Test
    void it_is_a_valid_mxbean_with_all_its_tables() throws Exception {
        Journal journal = new Journal(true);
        journal.accepted.set(9);
        FixedQueue queue = new FixedQueue(List.of("first"), List.of());
        ServerStatus status = new ServerStatus("echo", journal, queue);
        status.listensAt(5555);
        Mutex held = new Mutex("held by the test");
        held.lock();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("signalkit.test:type=Server");
        server.registerMBean(status, name);
        try {
            ServerMXBean seen = JMX.newMXBeanProxy(server, name, ServerMXBean.class);
            assertEquals("echo", seen.getName());
            assertEquals("STARTING", server.getAttribute(name, "State"));
            assertEquals(5555, seen.getPort());
            assertEquals(List.of("first"), seen.getQueue());
            assertEquals(9, seen.getCounters().get("accepted"));
            assertEquals("posix", seen.getDelivery());
            assertTrue(
                    seen.getLocks().stream()
                            .anyMatch(row -> row.getName().equals("held by the test")));
            assertTrue(seen.getThreads().stream().allMatch(t -> !t.getName().isEmpty()));
        } finally {
            held.unlock();
            server.unregisterMBean(name);
        }
    }
}
