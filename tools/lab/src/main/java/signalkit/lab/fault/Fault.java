package signalkit.lab.fault;

import java.io.IOException;
import java.util.Locale;
import signalkit.lab.LabException;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;

/**
 * Something that happens to a server, and what is looked at then.
 *
 * @param name what a user types
 * @param description what happens, in a few words
 * @param slow whether it takes more than about two seconds on {@code echo-safe}
 * @param script makes it happen
 */
public record Fault(String name, String description, boolean slow, Script script) {
    /** Makes a fault happen on a fresh run. */
    @FunctionalInterface
    interface Script {
        FaultOutcome play(FaultRun run) throws IOException, InterruptedException;
    }

    /**
     * Lets it happen to a fresh server, which is gone when this returns.
     *
     * @param fleet what owns the server
     * @param kind which server
     * @param setup how it is run
     * @return how the server met it; an I/O error of a client is a outcome, too
     * @throws InterruptedException when this is interrupted
     */
    public FaultOutcome on(Fleet fleet, ServerKind kind, Setup setup) throws InterruptedException {
        try (FaultRun run = new FaultRun(fleet, kind, setup)) {
            return run.sanitize(script.play(run));
        } catch (IOException e) {
            return FaultOutcome.broken(
                    "a client: " + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        } catch (LabException e) {
            return FaultOutcome.broken(e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
