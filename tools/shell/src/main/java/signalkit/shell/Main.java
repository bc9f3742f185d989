package signalkit.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import signalkit.posix.Signal;

/**
 * The shell: interactive on a terminal, a reader of commands on a pipe, or one command and out.
 *
 * <p>Whatever happens, the servers that it started end with it: in order here, and by the end of
 * their standard input when this process is killed.
 */
public final class Main {
    private final Session session;
    private final CommandLine commands;

    private Main(Session session) {
        this.session = session;
        this.commands = new CommandLine(new Commands(session));
        commands.setParameterExceptionHandler(Main::badUsage);
        commands.setExecutionExceptionHandler((error, line, result) -> failed(error));
        // What follows a server's kind is the server's: start safe --workers 4
        commands.getSubcommands().get("start").setUnmatchedOptionsArePositionalParams(true);
        commands.getSubcommands().get("repeat").setUnmatchedOptionsArePositionalParams(true);
    }

    /**
     * Runs the shell.
     *
     * @param arguments a command and its arguments, or nothing for the shell itself
     * @throws IOException when the terminal cannot be opened
     */
    public static void main(String[] arguments) throws IOException {
        int status;
        try (Session session = new Session(home(), new PrintWriter(System.out, true))) {
            Runtime.getRuntime().addShutdownHook(new Thread(session::close, "reaper"));
            Main main = new Main(session);
            if (arguments.length > 0) {
                status = main.run(List.of(arguments));
            } else if (System.console() == null) {
                status = main.readPipe();
            } else {
                status = main.interact();
            }
        }
        System.exit(status);
    }

    private static Path home() {
        String set = System.getProperty("signalkit.home");
        return Path.of(set == null ? "" : set).toAbsolutePath();
    }

    private int run(List<String> words) {
        if (!commands.getSubcommands().containsKey(words.get(0)) && !words.get(0).startsWith("-")) {
            System.err.println("error: no command is called " + words.get(0) + "; try: help");
            return Failure.USAGE;
        }
        return commands.execute(words.toArray(String[]::new));
    }

    /** Commands from a pipe, one a line; the first that fails ends it. */
    private int readPipe() throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            List<String> words = words(line);
            if (words.equals(List.of("exit"))) {
                return 0;
            }
            int status = words.isEmpty() ? 0 : run(words);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private int interact() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().build()) {
            LineReader reader =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .appName("signalkit")
                            .completer((line, parsed, found) -> complete(parsed, found))
                            .variable(LineReader.HISTORY_FILE, history())
                            .build();
            session.say("signalkit: demo clean, demo nested-handler, help, exit");
            while (true) {
                try {
                    List<String> words = words(reader.readLine("kit> "));
                    if (words.equals(List.of("exit"))) {
                        return 0;
                    }
                    if (!words.isEmpty()) {
                        runInterruptibly(terminal, words);
                    }
                } catch (UserInterruptException e) {
                    // Ctrl-C at the prompt only clears the line.
                } catch (EndOfFileException e) {
                    return 0;
                }
            }
        }
    }

    /** Ctrl-C ends the command that runs, and not the shell. */
    private void runInterruptibly(Terminal terminal, List<String> words) {
        Thread runner = Thread.currentThread();
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> runner.interrupt());
        try {
            run(words);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted();
        }
    }

    private void complete(ParsedLine line, List<Candidate> found) {
        Stream<String> words = commands.getSubcommands().keySet().stream();
        if (line.wordIndex() > 0) {
            Stream<String> names = session.servers().stream().map(Server::name);
            words =
                    switch (line.words().get(0)) {
                        case "start" -> Stream.of("safe", "unsafe");
                        case "send" ->
                                Stream.concat(
                                        Arrays.stream(Signal.values()).map(Signal::name), names);
                        case "demo" ->
                                Stream.of("clean", "lost-clients", "nested-handler", "churn-hang");
                        case "repeat" ->
                                Stream.concat(
                                        Arrays.stream(Scenario.values())
                                                .map(s -> s.name().toLowerCase()),
                                        Stream.of("safe", "unsafe"));
                        default -> names;
                    };
        } else {
            words = Stream.concat(words, Stream.of("exit"));
        }
        words.map(Candidate::new).forEach(found::add);
    }

    private static List<String> words(String line) {
        String bare = line.strip();
        return bare.isEmpty() || bare.startsWith("#") ? List.of() : List.of(bare.split("\\s+"));
    }

    private static Path history() throws IOException {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder =
                state != null && !state.isEmpty()
                        ? Path.of(state)
                        : Path.of(System.getProperty("user.home"), ".local", "state");
        return Files.createDirectories(folder.resolve("signalkit")).resolve("history");
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        System.err.println(
                "error: "
                        + error.getMessage().lines().findFirst().orElse("bad usage")
                        + "; try: help");
        return Failure.USAGE;
    }

    private static int failed(Exception error) throws Exception {
        if (error instanceof Failure failure) {
            System.err.println("error: " + failure.getMessage());
            return failure.status();
        }
        if (error instanceof InterruptedException) {
            System.err.println("interrupted");
            return 130;
        }
        throw error;
    }
}
