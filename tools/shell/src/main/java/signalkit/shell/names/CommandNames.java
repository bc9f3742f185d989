package signalkit.shell.names;

import java.util.Iterator;
import signalkit.shell.interpreter.Registry;
import signalkit.shell.interpreter.Session;

/** The names of all commands, for completion. */
public final class CommandNames implements Iterable<String> {
    private final Session session;

    /**
     * The names at the time of asking.
     *
     * @param session whose
     */
    public CommandNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.registry().entries().stream().map(Registry.Entry::name).iterator();
    }
}
