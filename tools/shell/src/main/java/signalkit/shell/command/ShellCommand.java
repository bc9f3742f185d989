package signalkit.shell.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.concurrent.Callable;
import signalkit.lab.server.Fleet;
import signalkit.shell.console.Screen;

/** What all commands have: the session. A command object is used once. */
abstract class ShellCommand implements Callable<Integer> {
    private final Session session;

    ShellCommand(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    final Screen screen() {
        return session.screen();
    }

    final Fleet fleet() {
        return session.fleet();
    }

    /** Prints a value as JSON; records become objects, nulls stay. */
    final void json(Object value) {
        json(screen(), value);
    }

    static void json(Screen screen, Object value) {
        Gson gson = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
        gson.toJson(value).lines().forEach(screen::foreign);
    }
}
