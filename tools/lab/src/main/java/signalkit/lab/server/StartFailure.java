package signalkit.lab.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signalkit.lab.LabException;

/** Why a server did not become ready: its own words where it has said so, else its log. */
public final class StartFailure {
    private static final String ERROR = "error: ";
    private static final int USAGE = 2;
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private StartFailure() {}

    /**
     * The error to report.
     *
     * @param server it has ended, or was not ready in time
     * @param patience how long it had, and what to do about that
     * @return in the server's own words if it has ended by itself with such
     * @throws InterruptedException when the wait for its end is interrupted
     */
    public static LabException of(ServerProcess server, String patience)
            throws InterruptedException {
        server.awaitEnd(LAST_WORDS); // It may be about to end by itself.
        List<String> log = new ArrayList<>(server.log().lines());
        Optional<String> reason = log.stream().filter(line -> line.startsWith(ERROR)).findFirst();
        int status = server.exitStatus().orElse(-1);
        if (reason.isPresent()) {
            String message = reason.get().substring(ERROR.length());
            return status == USAGE ? LabException.usage(message) : LabException.failed(message);
        }
        String fault =
                status >= 0
                        ? server.name() + " ended before it was ready, exit status " + status
                        : server.name() + " was not ready within " + patience;
        String rest = log.isEmpty() ? "; it printed nothing" : "; it printed:";
        return LabException.failed(fault + rest, log);
    }
}
