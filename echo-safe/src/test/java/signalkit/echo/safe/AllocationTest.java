package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.lab.load.EchoClient;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;

/**
 * The workers allocate nothing for an echo, by the count of the server's own JVM.
 *
 * <p>That the count finds a handler which allocates, the event loop's own test shows.
 */
@Timeout(120)
@Tag("slow")
class AllocationTest {
    private static final int WARM = 20_000;
    private static final int ECHOES = 10_000;

    /** Less than one byte for each echo: a few objects of the JDK's own are let pass. */
    private static final long BOUND = 5_000;

    @ParameterizedTest
    @ValueSource(strings = {"per-connection", "per-worker"})
    void ten_thousand_echoes_allocate_nothing(String loops) throws Exception {
        try (ServerProcess server =
                        ServerProcess.ready(
                                ServerSpec.underTest(
                                        ServerKind.SAFE, "--workers=1", "--loops=" + loops));
                JMXConnector connector = connect(server.pid());
                EchoClient client = new EchoClient(server.address())) {
            ThreadMXBean threads = threads(connector.getMBeanServerConnection());
            long worker = thread(threads, loops.equals("per-worker") ? "main" : "worker-1");
            echo(client, WARM);
            long before = threads.getThreadAllocatedBytes(worker);
            echo(client, ECHOES);
            long bytes = threads.getThreadAllocatedBytes(worker) - before;
            assertTrue(bytes < BOUND, bytes + " bytes in " + ECHOES + " echoes");
        }
    }

    private static void echo(EchoClient client, int times) throws IOException {
        byte[] message = new byte[64];
        for (int i = 0; i < times; i++) {
            assertTrue(client.echoes(message));
        }
    }

    private static JMXConnector connect(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(
                    new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private static ThreadMXBean threads(MBeanServerConnection connection) throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    private static long thread(ThreadMXBean threads, String name) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals(name))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
    }
}
