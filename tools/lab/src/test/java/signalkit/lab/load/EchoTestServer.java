package signalkit.lab.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server in this JVM that treats each of its connections in one way. */
final class EchoTestServer implements AutoCloseable {
    /** What it does with a connection. */
    interface Treatment {
        void treat(Socket socket, InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Treatment treatment;

    EchoTestServer(Treatment treatment) throws IOException {
        this.treatment = treatment;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> treat(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void treat(Socket socket) {
        try (socket) {
            treatment.treat(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException gone) {
            // The client has left.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "test server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
