package signalkit.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Style;
import signalkit.shell.console.Table;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.BackgroundLoad;
import signalkit.shell.interpreter.Session;

/**
 * The last line of the terminal: each server and its state, and the clients in the background.
 *
 * <p>It is drawn while the shell waits for a line and stays below what a command prints; while a
 * command runs it only follows the window.
 */
final class StatusBar implements AutoCloseable {
    private static final String PART = Style.FAINT.of(" · ");

    private final TerminalScreen screen;
    private final Session session;

    StatusBar(TerminalScreen screen, Session session) {
        this.screen = screen;
        this.session = session;
    }

    /** Shows the bar as it should be now; called by the shell's own thread. */
    void refresh() {
        screen.bar(text());
    }

    /** Shows the bar anew while the shell waits for a line; called by any thread. */
    void stateChanged(LineReader reader) {
        if (reader.isReading()) {
            try {
                refresh();
                reader.callWidget(LineReader.REDISPLAY);
            } catch (IllegalStateException justEnded) {
                // The line was entered meanwhile; the next prompt shows the bar.
            }
        }
    }

    private AttributedString text() {
        List<String> parts = new ArrayList<>();
        for (ServerProcess server : session.fleet().all()) {
            parts.add(describe(server));
        }
        for (BackgroundLoad load : session.loads()) {
            parts.add(
                    Table.count(load.generator().report().open()) + " clients on " + load.server());
        }
        return screen.styled(
                parts.isEmpty() ? Style.FAINT.of("no servers") : String.join(PART, parts));
    }

    private static String describe(ServerProcess server) {
        String name = Style.TITLE.of(server.name());
        String state = server.state();
        return switch (state) {
            case "READY" -> name + " " + Style.GOOD.of(state) + " :" + server.port();
            case "STOPPED", "EXITED" ->
                    name + " " + Style.FAINT.of(state + " " + server.exitStatus().orElse(0));
            default -> name + " " + Style.WARN.of(state);
        };
    }

    @Override
    public void close() {
        screen.closeBar();
    }
}
