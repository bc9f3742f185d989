package signalkit.shell;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import signalkit.cli.Output;
import signalkit.cli.Window;
import signalkit.shell.console.CommandText;
import signalkit.shell.console.PlainScreen;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.LineParser;
import signalkit.shell.interpreter.Session;

/**
 * Opens the shell, or runs one command, or the commands of a pipe.
 *
 * <p>Exit status: that of the command; of a pipe, that of the first command that failed.
 */
public final class Main {
    /** It logs stack traces of what it gets over; kept here, or its level would be forgotten. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    /** What people type who do not know the commands yet. */
    private static final Map<String, String> OPTIONS =
            Map.of("--help", "help", "-h", "help", "--version", "version");

    /** It is taken in the shell, wherever it was asked for. */
    private static final List<String> TOUR = List.of("tutorial");

    /** How often a long work without a terminal tells how far it is. */
    private static final Duration LIVE_INTERVAL = Duration.ofSeconds(10);

    private static final int LEAST_COLUMNS = 40;
    private static final int LEAST_ROWS = 6;

    private Main() {}

    /**
     * The program.
     *
     * @param arguments a command and its arguments; none for a shell
     */
    public static void main(String[] arguments) {
        int status;
        try {
            if (arguments.length == 1) {
                arguments[0] = OPTIONS.getOrDefault(arguments[0], arguments[0]);
            }
            status = run(List.of(arguments));
        } catch (IOException e) {
            System.err.println("error: the terminal cannot be used: " + e.getMessage());
            status = ShellException.FAILED;
        }
        System.exit(status);
    }

    private static int run(List<String> command) throws IOException {
        boolean dumb = Terminal.TYPE_DUMB.equals(System.getenv("TERM"));
        if (!Window.isTerminal() || dumb && !command.isEmpty()) {
            PrintStream out = new PrintStream(Output.standard(), true, StandardCharsets.UTF_8);
            PrintStream err =
                    new PrintStream(
                            new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
            Screen screen = new PlainScreen(out, err, LIVE_INTERVAL, launcher(command));
            Session session = open(screen, false, () -> {});
            return command.isEmpty() ? runAll(session, System.in) : runOne(session, command);
        }
        JLINE.setLevel(Level.OFF);
        if (command.equals(TOUR)) {
            return onTerminal(List.of(), String.join(" ", TOUR) + "\n");
        }
        return onTerminal(command, command.isEmpty() ? TypeAhead.take(System.in) : "");
    }

    /** The shell on the terminal of this process, or one command there. */
    private static int onTerminal(List<String> command, String typedAhead) throws IOException {
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
            TerminalScreen screen = new TerminalScreen(terminal, launcher(command));
            if (!command.isEmpty()) {
                Session session = open(screen, false, () -> {});
                endOnInterrupt(terminal, Thread.currentThread(), session::isPassingInterruptsOn);
                return runOne(session, command);
            }
            return isAble(terminal, screen) && isLargeEnough(terminal, screen)
                    ? interact(terminal, screen, typedAhead)
                    : ShellException.USAGE;
        }
    }

    /** What somebody types before a command where this one was typed. */
    private static String launcher(List<String> command) {
        return command.isEmpty() ? CommandText.IN_SHELL : CommandText.IN_TERMINAL;
    }

    private static int runOne(Session session, List<String> command) {
        session.runOneCommand();
        return new Interpreter(session).run(command);
    }

    /** The first Ctrl-C lets the command say what it has; a second one does not wait for that. */
    static void endOnInterrupt(
            Terminal terminal, Thread runner, BooleanSupplier passesInterruptsOn) {
        AtomicBoolean told = new AtomicBoolean();
        terminal.handle(
                Terminal.Signal.INT,
                signal -> {
                    if (!passesInterruptsOn.getAsBoolean() && told.getAndSet(true)) {
                        System.exit(Interpreter.INTERRUPTED);
                    }
                    runner.interrupt();
                });
    }

    private static boolean isAble(Terminal terminal, Screen screen) {
        boolean able = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (!able) {
            screen.error(
                    "the terminal is dumb: it cannot move its cursor; set TERM, for example to"
                            + " xterm-256color, or pipe the commands in");
        }
        return able;
    }

    private static boolean isLargeEnough(Terminal terminal, Screen screen) {
        Size size = terminal.getSize();
        boolean enough = size.getColumns() >= LEAST_COLUMNS && size.getRows() >= LEAST_ROWS;
        if (!enough) {
            screen.error(
                    "the terminal has "
                            + size.getColumns()
                            + " columns and "
                            + size.getRows()
                            + " rows, the shell needs "
                            + LEAST_COLUMNS
                            + " and "
                            + LEAST_ROWS
                            + "; enlarge it, or pipe the commands in");
        }
        return enough;
    }

    private static int interact(Terminal terminal, TerminalScreen screen, String typedAhead) {
        AtomicReference<Repl> repl = new AtomicReference<>();
        Session session =
                open(
                        screen,
                        true,
                        () -> {
                            if (repl.get() != null) {
                                repl.get().stateChanged();
                            }
                        });
        repl.set(new Repl(terminal, screen, session, history(screen)));
        try (session) {
            return repl.get().run(typedAhead);
        }
    }

    /** A session whose servers end with this process, if it is not killed itself. */
    private static Session open(Screen screen, boolean interactive, Runnable onChange) {
        Session session = new Session(Commands.all(), screen, interactive, onChange);
        Runtime.getRuntime().addShutdownHook(new Thread(session::close, "end of all servers"));
        return session;
    }

    /** Commands print whole lines, and somebody may wait for each of them at the other end. */
    static int runAll(Session session, InputStream commands) {
        session.readCommandsFromInput();
        Interpreter interpreter = new Interpreter(session);
        BufferedReader input =
                new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8));
        int status = 0;
        int number = 0;
        try {
            while (status == 0 && !session.isLeaving()) {
                String line = input.readLine();
                if (line == null) {
                    break;
                }
                number++;
                int first = number;
                for (String next = ""; next != null && LineParser.isContinued(line); number++) {
                    next = input.readLine();
                    line += "\n" + (next == null ? "" : next);
                }
                status = interpreter.run(line);
                if (status != 0 && number > 1) {
                    session.screen().note("line " + first + " failed, and the rest was not run");
                }
            }
        } catch (IOException e) {
            session.screen().error("cannot read the commands: " + e.getMessage());
            return ShellException.FAILED;
        }
        return status;
    }

    /** Where the XDG base directory specification puts it; null when it cannot be written. */
    private static Path history(Screen screen) {
        String state = System.getenv("XDG_STATE_HOME");
        Path base =
                state == null || state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        try {
            return Files.createDirectories(base.resolve("signalkit")).resolve("history");
        } catch (IOException e) {
            screen.line("the history is not kept: " + e.getMessage() + " cannot be written");
            return null;
        }
    }
}
