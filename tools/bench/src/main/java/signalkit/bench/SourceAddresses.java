package signalkit.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Loopback addresses for many short connections to start from, one after the other.
 *
 * <p>A connection that its client has closed keeps its port in TIME_WAIT for a minute. One address
 * has some 28,000 ports, used up in seconds; then the kernel's search for a free one is all that
 * would be measured. Linux answers on all of 127.0.0.0/8; elsewhere {@link #next} lets the system
 * choose. For one thread.
 */
final class SourceAddresses {
    private static final int COUNT = 250;
    private static final int FIRST = 2;

    private final InetSocketAddress[] addresses;
    private int used;

    SourceAddresses() throws IOException {
        InetSocketAddress[] all = new InetSocketAddress[COUNT];
        for (int i = 0; i < COUNT; i++) {
            byte[] address = {127, 0, 0, (byte) (FIRST + i)};
            all[i] = new InetSocketAddress(InetAddress.getByAddress(address), 0);
        }
        addresses = isUsable(all[0]) ? all : new InetSocketAddress[] {null};
    }

    private static boolean isUsable(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the next connection starts from; null: where the system likes. */
    InetSocketAddress next() {
        used = (used + 1) % addresses.length;
        return addresses[used];
    }
}
