package signalkit.lab.diagnosis;

import java.util.Optional;
import java.util.Set;
import signalkit.lab.LabException;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Snapshot;

/**
 * How a server is, seen from outside: what it has logged last may be long past.
 *
 * @param state HUNG, SUSPENDED, or the last transition that the server logged
 * @param why what keeps a server that is hung or suspended; empty for others
 */
public record Health(String state, Optional<String> why) {
    /** It waits for what will never come. */
    public static final String HUNG = "HUNG";

    /** A signal such as STOP keeps it from running until CONT. */
    public static final String SUSPENDED = "SUSPENDED";

    private static final Set<String> ENDING = Set.of("TERM", "INT");

    /**
     * Looks without asking the server, which takes no time.
     *
     * @param server running or not
     * @return never {@link #HUNG}
     */
    public static Health glance(ServerProcess server) {
        return server.isAlive() && server.isSuspended()
                ? new Health(SUSPENDED, Optional.of("a signal such as STOP stopped it"))
                : new Health(server.state(), Optional.empty());
    }

    /**
     * Looks at the locks and threads of a server that runs.
     *
     * @param server running or not
     * @return how it is; as {@link #glance} when it does not answer
     * @throws InterruptedException when the look is interrupted
     */
    public static Health of(ServerProcess server) throws InterruptedException {
        Health seen = glance(server);
        if (!server.isAlive() || seen.state().equals(SUSPENDED) || server.port() == 0) {
            return seen;
        }
        try {
            return hang(server, RemoteServer.snapshot(server)).orElse(seen);
        } catch (LabException e) {
            return glance(server);
        }
    }

    /**
     * Whether what was seen inside a server is a hang.
     *
     * @param server that runs
     * @param snapshot of it
     * @return {@link #HUNG}; empty when nothing keeps it
     */
    public static Optional<Health> hang(ServerProcess server, Snapshot snapshot) {
        Optional<Diagnosis> fault = Diagnosis.ofLocks(snapshot).stream().findFirst();
        boolean toldToEnd =
                server.log()
                        .last("SIGNAL")
                        .map(line -> ENDING.contains(line.values().get("name")))
                        .orElse(false);
        if (fault.isEmpty() && toldToEnd && server.state().equals("READY")) {
            fault = Diagnosis.ofHang(snapshot, server.log()).stream().findFirst();
        }
        return fault.map(each -> new Health(HUNG, Optional.of(each.verdict())));
    }
}
