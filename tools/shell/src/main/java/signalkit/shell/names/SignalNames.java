package signalkit.shell.names;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import signalkit.lab.server.ServerProcess;
import signalkit.posix.Signal;
import signalkit.shell.interpreter.Session;

/** The names of signals, the ones that matter here first, and of servers, for completion. */
public final class SignalNames implements Iterable<String> {
    private final Session session;

    /**
     * The names at the time of asking.
     *
     * @param session whose
     */
    public SignalNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return Stream.concat(
                        Arrays.stream(Signal.values()).map(Enum::name),
                        session.fleet().running().stream().map(ServerProcess::name))
                .iterator();
    }
}
