package signalkit.lab.diagnosis;

import java.util.List;
import java.util.Optional;
import signalkit.lab.LabException;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Transition;

/**
 * What the handler sanitizer has found in one server.
 *
 * @param classes how many it watches, those of the JDK included
 * @param selfTest how many of how many kinds of lock it found in its self-test
 * @param locks the earliest finding first
 */
public record SanitizerReport(long classes, String selfTest, List<SharedLock> locks) {
    private static final String INSTALLED = "SANITIZER";

    /**
     * The findings of a server so far.
     *
     * @param server one that runs, hangs or has ended
     * @return empty when the server runs without the sanitizer
     * @throws InterruptedException when the wait for an answer is interrupted
     * @throws LabException when a running server does not answer
     */
    public static Optional<SanitizerReport> of(ServerProcess server) throws InterruptedException {
        Optional<Transition> installed = server.log().last(INSTALLED);
        if (installed.isEmpty()) {
            return Optional.empty();
        }
        List<SharedLock> locks =
                lines(server).stream().flatMap(line -> SharedLock.parse(line).stream()).toList();
        return Optional.of(
                new SanitizerReport(
                        installed.get().number("classes"),
                        installed.get().values().getOrDefault("selftest", "?"),
                        locks));
    }

    /** A server that runs is asked: what it found in this moment it may not have printed yet. */
    private static List<String> lines(ServerProcess server) throws InterruptedException {
        if (server.isAlive()) {
            try {
                return RemoteServer.findings(server);
            } catch (LabException e) {
                if (server.isAlive()) {
                    throw e;
                }
            }
        }
        return server.log().lines();
    }
}
