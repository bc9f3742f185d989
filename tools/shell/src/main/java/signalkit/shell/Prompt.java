package signalkit.shell;

import java.util.Map;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import signalkit.shell.console.TerminalScreen;

/** JLine's line reader, which has the bar follow the window before it draws its line anew. */
final class Prompt extends LineReaderImpl {
    private final TerminalScreen screen;

    Prompt(Terminal terminal, TerminalScreen screen, Map<String, Object> variables) {
        super(terminal, "signalkit", variables);
        this.screen = screen;
    }

    @Override
    protected void handleSignal(Terminal.Signal signal) {
        lock.lock();
        try {
            if (signal == Terminal.Signal.WINCH) {
                screen.moveBar();
            }
            super.handleSignal(signal);
            if (signal == Terminal.Signal.WINCH) {
                // The line was erased with what stood below it.
                redrawLine();
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }
}
