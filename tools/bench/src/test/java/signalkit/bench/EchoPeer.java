package signalkit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** An echo server with a fault of choice, as a peer: its port comes from the environment. */
final class EchoPeer {
    /** What is wrong with it. */
    enum Fault {
        NONE,
        /** One byte of the tenth message is another one. */
        CORRUPTS,
        /** The connection ends in the middle of the tenth message. */
        CUTS,
        /** The tenth message is not answered. */
        SILENT,
        /** One byte more than was sent. */
        BABBLES,
        /** Ends at once. */
        ABSENT,
        /** The tenth message waits for 300 ms. */
        STALLS,
        /** The sixth client is sent away. */
        TURNS_AWAY
    }

    private static final int TENTH = 10;
    private static final int SIXTH = 6;
    private static final int STALL_MILLIS = 300;

    private EchoPeer() {}

    /** The command that starts it in a JVM of its own. */
    static String command(Fault fault) {
        return String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EchoPeer.class.getName(),
                fault.name());
    }

    public static void main(String[] arguments) throws IOException {
        Fault fault = Fault.valueOf(arguments[0]);
        if (fault == Fault.ABSENT) {
            System.out.println("nothing to see here");
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("PORT"));
        serve(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), fault);
    }

    /** Serves each connection with a thread until the socket is closed. */
    static void serve(ServerSocket listener, Fault fault) {
        int clients = 0;
        while (true) {
            try {
                Socket socket = listener.accept();
                if (++clients == SIXTH && fault == Fault.TURNS_AWAY) {
                    socket.close();
                    continue;
                }
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> echo(socket, fault));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket socket, Fault fault) {
        byte[] bytes = new byte[64 * 1024];
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            int reads = 0;
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                boolean isTenth = ++reads == TENTH;
                if (isTenth && fault == Fault.CUTS) {
                    out.write(bytes, 0, count / 2);
                    return;
                }
                if (isTenth && fault == Fault.STALLS) {
                    Thread.sleep(STALL_MILLIS);
                }
                if (isTenth && fault == Fault.CORRUPTS) {
                    bytes[count / 2] ^= 1;
                }
                if (!(isTenth && fault == Fault.SILENT)) {
                    out.write(bytes, 0, count + (isTenth && fault == Fault.BABBLES ? 1 : 0));
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone.
        }
    }
}
