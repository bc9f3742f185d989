package signalkit.sample;

import java.io.IOException;
import java.net.ServerSocket;

/** Does what the explorer refuses. */
final class Listens {
    private Listens() {}

    public static void main(String[] arguments) throws IOException {
        new ServerSocket(0).close();
    }
}
