package signalkit.shell;

import org.jline.terminal.Terminal;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.Session;

/** The shell on a terminal that a test has made. */
public final class ShellOnTerminal {
    private ShellOnTerminal() {}

    /**
     * Runs the shell.
     *
     * @param terminal of the test
     * @return the status, when the shell has ended
     */
    public static int run(Terminal terminal) {
        TerminalScreen screen = new TerminalScreen(terminal);
        Repl[] repl = new Repl[1];
        Runnable onChange =
                () -> {
                    if (repl[0] != null) {
                        repl[0].stateChanged();
                    }
                };
        try (Session session = new Session(Commands.all(), screen, true, onChange)) {
            repl[0] = new Repl(terminal, screen, session, null);
            return repl[0].run("");
        }
    }
}
