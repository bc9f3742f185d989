package signalkit.shell.interpreter;

import java.util.Iterator;

/** The names of all commands, for completion. */
public final class CommandNames implements Iterable<String> {
    private final Session session;

    CommandNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.registry().entries().stream().map(Registry.Entry::name).iterator();
    }
}
