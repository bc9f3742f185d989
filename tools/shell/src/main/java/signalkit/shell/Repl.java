package signalkit.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import signalkit.cli.Style;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.LineParser;
import signalkit.shell.interpreter.Session;

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
        this.status = new StatusBar(screen, session);
        Map<String, Object> variables = new HashMap<>();
        variables.put(LineReader.SECONDARY_PROMPT_PATTERN, "%M" + screen.shown("…") + " ");
        variables.put(LineReader.HISTORY_SIZE, HISTORY);
        if (history != null) {
            variables.put(LineReader.HISTORY_FILE, history);
        }
        Prompt prompt = new Prompt(terminal, screen, variables);
        prompt.setHistory(new DefaultHistory());
        prompt.setParser(new LineParser());
        prompt.setCompleter(new CommandCompleter(session));
        prompt.setHighlighter(new CommandHighlighter(session));
        prompt.option(LineReader.Option.AUTO_FRESH_LINE, true);
        prompt.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        this.reader = prompt;
        session.keepHistory(this::typed);
        // Ctrl-C would leave a ^C in the middle of a command's output.
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHOCTL, false);
        terminal.setAttributes(attributes);
        // While a line is read, the reader has a handler of its own.
        terminal.handle(Terminal.Signal.WINCH, signal -> screen.moveBar());
    }

    /**
     * Runs until {@code exit} or Ctrl-D; returns the shell's exit status.
     *
     * @param typedAhead is read first, as if it were typed now
     */
    int run(String typedAhead) {
        status.refresh();
        screen.line(
                "signalkit: two echo servers, one shell. New here? Type `tutorial`, or see a bug"
                        + " with `demo self-deadlock`. All commands: `help`.");
        if (!typedAhead.isEmpty()) {
            reader.runMacro(typedAhead);
        }
        String prompt = screen.styled(Style.TITLE.of("kit> ")).toAnsi(terminal);
        try {
            while (!session.isLeaving()) {
                try {
                    status.refresh();
                    status.examine(reader);
                    runInterruptibly(reader.readLine(prompt));
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

    private List<String> typed() {
        List<String> lines = new ArrayList<>();
        reader.getHistory().forEach(entry -> lines.add(entry.line()));
        return lines;
    }

    /** The commands of what was typed or pasted; the rest of a listing is what they print. */
    private List<String> commandsOf(String text) {
        List<String> lines = LineParser.lines(text);
        List<String> commands = LineParser.commandsIn(lines);
        long others = lines.stream().filter(line -> !line.isEmpty()).count() - commands.size();
        if (others > 0) {
            screen.line(
                    Style.FAINT.of(
                            "taken for output and not run: "
                                    + (others == 1 ? "a line" : others + " lines")
                                    + " without a prompt"));
        }
        return commands;
    }

    /** Runs each line of what was typed or pasted. Ctrl-C ends that, and not the shell. */
    private void runInterruptibly(String lines) {
        Thread runner = Thread.currentThread();
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> runner.interrupt());
        try {
            for (String line : commandsOf(lines)) {
                if (session.isLeaving() || interpreter.run(line) == Interpreter.INTERRUPTED) {
                    break;
                }
                session.guide().ifPresent(guide -> guide.ran(line));
            }
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
