package signalkit.shell.names;

import java.util.Iterator;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.interpreter.Session;

/** The names of the session's servers that run, for completion. */
public final class RunningServerNames implements Iterable<String> {
    private final Session session;

    /**
     * The names at the time of asking.
     *
     * @param session whose servers
     */
    public RunningServerNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.fleet().running().stream().map(ServerProcess::name).iterator();
    }
}
