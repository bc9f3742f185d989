package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel says is open, against what was opened here. */
@EnabledOnOs(OS.LINUX)
class DescriptorsTest {
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static long open(int port) {
        return Long.parseLong(Descriptors.describe(port).replace(" descriptors=", ""));
    }

    @Test
    void a_listener_and_what_it_accepted_count_until_they_are_closed() throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(LOOPBACK);
        int port = listener.socket().getLocalPort();
        long pollers = open(port) - 1;
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel accepted = listener.accept();
        assertEquals(pollers + 2, open(port));
        client.close(); // and half of the connection is a descriptor all the same
        assertEquals(pollers + 2, open(port));
        accepted.close();
        assertEquals(pollers + 1, open(port));
        listener.close();
        assertEquals(pollers, open(port));
    }

    @Test
    void a_poller_counts_until_it_is_closed() throws Exception {
        long before = open(0);
        Selector selector = Selector.open();
        assertEquals(before + 1, open(0));
        selector.close();
        assertEquals(before, open(0));
    }

    @Test
    void sockets_of_another_port_do_not_count() throws Exception {
        try (ServerSocketChannel ours = ServerSocketChannel.open().bind(LOOPBACK)) {
            long before = open(ours.socket().getLocalPort());
            try (ServerSocketChannel other = ServerSocketChannel.open().bind(LOOPBACK)) {
                assertEquals(before, open(ours.socket().getLocalPort()));
                assertEquals(before, open(other.socket().getLocalPort()));
            }
        }
    }
}
