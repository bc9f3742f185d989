package signalkit.lab.server;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.management.remote.JMXConnector;
import signalkit.lab.LabException;

/** Looks into one server again and again, over one connection. For one thread. */
public final class ServerWatch implements AutoCloseable {
    private final ServerProcess server;
    private JMXConnector connector;

    /**
     * A watch that connects at its first look.
     *
     * @param server what to look into
     */
    public ServerWatch(ServerProcess server) {
        this.server = server;
    }

    /**
     * What it looks into.
     *
     * @return the server
     */
    public ServerProcess server() {
        return server;
    }

    /**
     * What there is now.
     *
     * @return empty when the server does not answer, as one that has ended or is suspended
     * @throws InterruptedException when the look is interrupted
     */
    public Optional<Snapshot> look() throws InterruptedException {
        if (!server.isAlive()) {
            return Optional.empty();
        }
        Callable<Snapshot> question =
                () -> {
                    if (connector == null) {
                        connector = RemoteServer.connect(server);
                    }
                    return Snapshot.of(RemoteServer.bean(connector.getMBeanServerConnection()));
                };
        try {
            return Optional.of(RemoteServer.within(server, question));
        } catch (LabException e) {
            close();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        JMXConnector old = connector;
        connector = null;
        if (old != null) {
            // A server that is suspended or has ended answers no goodbye.
            Thread closer =
                    new Thread(
                            () -> {
                                try {
                                    old.close();
                                } catch (IOException e) {
                                    // The other end is gone.
                                }
                            },
                            "end of a watch");
            closer.setDaemon(true);
            closer.start();
        }
    }
}
