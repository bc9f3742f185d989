package signalkit.shell.fault;

import java.io.IOException;
import java.util.Locale;
import signalkit.shell.console.ShellException;
import signalkit.shell.server.Fleet;
import signalkit.shell.server.ServerKind;

/**
 * Something that happens to a server, and what is looked at then.
 *
 * @param name what a user types
 * @param description what happens, in a few words
 * @param slow whether it takes more than about two seconds on {@code echo-safe}
 * @param script makes it happen
 */
public record Fault(String name, String description, boolean slow, Script script) {
    /** Makes a fault happen on a fresh scene. */
    @FunctionalInterface
    interface Script {
        Finding play(Scene scene) throws IOException, InterruptedException;
    }

    /**
     * Lets it happen to a fresh server, which is gone when this returns.
     *
     * @param fleet what owns the server
     * @param kind which server
     * @param setup how it is run
     * @return how the server met it; an I/O error of a client is a finding, too
     * @throws InterruptedException when this is interrupted
     */
    public Finding on(Fleet fleet, ServerKind kind, Setup setup) throws InterruptedException {
        try (Scene scene = new Scene(fleet, kind, setup)) {
            return scene.sanitize(script.play(scene));
        } catch (IOException e) {
            return Finding.broken(
                    "a client: " + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        } catch (ShellException e) {
            return Finding.broken(e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
