package signalkit.shell;

import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import signalkit.shell.command.Interpreter;
import signalkit.shell.command.Session;
import signalkit.shell.console.Style;
import signalkit.shell.console.TerminalScreen;

/** Reads command lines from a terminal and runs them until somebody leaves. */
final class Repl {
    private static final int HISTORY = 1_000;

    private final Terminal terminal;
    private final TerminalScreen screen;
    private final Session session;
    private final Interpreter interpreter;
    private final StatusBar status;
    private final LineReader reader;

    /** A loop on a terminal; {@code history} is null when there is no place to keep it. */
    Repl(Terminal terminal, TerminalScreen screen, Session session, Path history) {
        this.terminal = terminal;
        this.screen = screen;
        this.session = session;
        this.interpreter = new Interpreter(session);
        this.status = new StatusBar(terminal, screen, session);
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("signalkit")
                        .parser(Interpreter.parser())
                        .completer(new CommandCompleter(session))
                        .highlighter(new CommandHighlighter(session))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
                        .variable(LineReader.HISTORY_SIZE, HISTORY)
                        .option(LineReader.Option.AUTO_FRESH_LINE, true)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        this.reader = builder.build();
    }

    /** Runs until {@code exit} or Ctrl-D; returns the shell's exit status. */
    int run() {
        status.refresh();
        screen.line(
                "signalkit: two echo servers, one shell. Try "
                        + Style.CODE.of("demo clean")
                        + ", or "
                        + Style.CODE.of("help")
                        + ".");
        String prompt = screen.styled(Style.TITLE.of("kit> ")).toAnsi(terminal);
        try {
            while (!session.isLeaving()) {
                try {
                    status.refresh();
                    String line = reader.readLine(prompt);
                    runInterruptibly(line);
                } catch (UserInterruptException e) {
                    // Ctrl-C at the prompt drops the line, as in other shells.
                }
            }
        } catch (EndOfFileException e) {
            session.leave();
        } finally {
            status.close();
        }
        return 0;
    }

    /** Ctrl-C ends the command that runs, and not the shell. */
    private void runInterruptibly(String line) {
        Thread runner = Thread.currentThread();
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> runner.interrupt());
        try {
            interpreter.run(line);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted();
        }
    }

    /** A server's state may have changed; may be called by any thread. */
    void stateChanged() {
        status.stateChanged(reader);
    }
}
