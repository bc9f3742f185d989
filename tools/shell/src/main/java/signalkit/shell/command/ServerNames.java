package signalkit.shell.command;

import java.util.Iterator;
import signalkit.lab.server.ServerProcess;

/** The names of the session's servers, for completion. */
final class ServerNames implements Iterable<String> {
    private final Session session;

    ServerNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.fleet().all().stream().map(ServerProcess::name).iterator();
    }
}
