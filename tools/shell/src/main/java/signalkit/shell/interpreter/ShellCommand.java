package signalkit.shell.interpreter;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.concurrent.Callable;
import signalkit.lab.fault.FaultOutcome;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.shell.console.Screen;

/** What all commands have: the session. A command object is used once. */
public abstract class ShellCommand implements Callable<Integer> {
    private final Session session;

    /**
     * A command of a session.
     *
     * @param session what it works on
     */
    protected ShellCommand(Session session) {
        this.session = session;
    }

    /**
     * What the command works on.
     *
     * @return the session
     */
    protected final Session session() {
        return session;
    }

    /**
     * Where the command prints.
     *
     * @return the session's screen
     */
    protected final Screen screen() {
        return session.screen();
    }

    /**
     * The servers of the session.
     *
     * @return its fleet
     */
    protected final Fleet fleet() {
        return session.fleet();
    }

    /**
     * Prints a value as JSON; records become objects, nulls stay.
     *
     * @param value to print
     */
    protected final void json(Object value) {
        json(screen(), value);
    }

    /**
     * As {@link #json(Object)}, on a screen.
     *
     * @param screen where to
     * @param value to print
     */
    public static void json(Screen screen, Object value) {
        gson().toJson(value).lines().forEach(screen::foreign);
    }

    /**
     * What prints and reads the kit's JSON, in the words that people type: {@code safe} and {@code
     * unsafe}, {@code ok} and {@code bad}.
     *
     * @return a new one
     */
    public static Gson gson() {
        return new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .disableHtmlEscaping()
                .registerTypeAdapter(
                        ServerKind.class, new JsonWords<>(ServerKind.class, ServerKind::label))
                .registerTypeAdapter(
                        FaultOutcome.Promise.class,
                        new JsonWords<>(FaultOutcome.Promise.class, JsonWords::ofPromise))
                .create();
    }
}
