package signalkit.shell.names;

import java.util.Iterator;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.interpreter.Session;

/** The names of the session's servers that have ended, for completion. */
public final class EndedServerNames implements Iterable<String> {
    private final Session session;

    /**
     * The names at the time of asking.
     *
     * @param session whose
     */
    public EndedServerNames(Session session) {
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
