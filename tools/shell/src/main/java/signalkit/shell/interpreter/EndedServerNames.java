package signalkit.shell.interpreter;

import java.util.Iterator;
import signalkit.lab.server.ServerProcess;

/** The names of the session's servers that have ended, for completion. */
public final class EndedServerNames implements Iterable<String> {
    private final Session session;

    EndedServerNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.fleet().all().stream()
                .filter(server -> !server.isAlive())
                .map(ServerProcess::name)
                .iterator();
    }
}
