package signalkit.shell.server;

import java.util.List;
import java.util.Optional;
import signalkit.shell.console.ShellException;

/**
 * What the handler sanitizer has found in one server.
 *
 * @param classes how many it watches, those of the JDK included
 * @param selfTest how many of how many kinds of lock it found in its self-test
 * @param locks the earliest finding first
 */
public record Findings(long classes, String selfTest, List<SharedLock> locks) {
    private static final String INSTALLED = "SANITIZER";

    /**
     * The findings of a server so far.
     *
     * @param server one that runs, hangs or has ended
     * @return empty when the server runs without the sanitizer
     * @throws InterruptedException when the wait for an answer is interrupted
     * @throws ShellException when a running server does not answer
     */
    public static Optional<Findings> of(ServerProcess server) throws InterruptedException {
        Optional<Transition> installed = server.log().last(INSTALLED);
        if (installed.isEmpty()) {
            return Optional.empty();
        }
        List<SharedLock> locks =
                lines(server).stream().flatMap(line -> SharedLock.parse(line).stream()).toList();
        return Optional.of(
                new Findings(
                        installed.get().number("classes"),
                        installed.get().values().getOrDefault("selftest", "?"),
                        locks));
    }

    /** A server that runs is asked: what it found in this moment it may not have printed yet. */
    private static List<String> lines(ServerProcess server) throws InterruptedException {
        if (server.isAlive()) {
            try {
                return RemoteServer.findings(server);
            } catch (ShellException e) {
                if (server.isAlive()) {
                    throw e;
                }
            }
        }
        return server.log().lines();
    }
}
