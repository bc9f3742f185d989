package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import signalkit.cli.Style;
import signalkit.cli.UsageError;
import signalkit.lab.LabException;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.why.OtherName;

/** Runs command lines: splits them, runs each command, turns whatever goes wrong into one line. */
public final class Interpreter {
    /** The exit status after Ctrl-C, as in other shells. */
    public static final int INTERRUPTED = 130;

    /** Also the prompts before it, in texts. */
    private static final Set<String> LAUNCHERS =
            Set.of("kit", "tools/kit", "./tools/kit", "bin/kit", "$", "kit>");

    /** Commands that may print more than a window shows, at once. */
    private static final Set<String> PAGED =
            Set.of("help", "why", "threads", "dump", "log", "findings", "history", "tutorial");

    private final Session session;

    /**
     * An interpreter.
     *
     * @param session what the commands work on
     */
    public Interpreter(Session session) {
        this.session = session;
    }

    /**
     * Runs the commands of a line, up to the first that fails.
     *
     * @param line commands with semicolons between them; a comment does nothing
     * @return the status of the last command that ran
     */
    public int run(String line) {
        List<List<String>> commands;
        try {
            commands = split(line);
        } catch (ShellException e) {
            session.screen().error(e.getMessage());
            return e.status();
        }
        int status = 0;
        for (List<String> command : commands) {
            if (status != 0 || session.isLeaving()) {
                break;
            }
            status = run(command);
        }
        return status;
    }

    /**
     * Refuses a line with a command that does not exist or does not take its arguments; those of
     * the kit's other programs are theirs to judge.
     *
     * @param line commands with semicolons between them
     * @throws ShellException for the first that cannot be read
     */
    public void requireReadable(String line) {
        for (List<String> command : split(line)) {
            if (command.isEmpty()) {
                continue; // The launcher alone.
            }
            CommandLine made =
                    session.registry()
                            .make(command.get(0), session)
                            .orElseThrow(
                                    () ->
                                            ShellException.usage(
                                                    session.registry().unknown(command.get(0))));
            List<String> arguments = command.subList(1, command.size());
            if (!(made.getCommand() instanceof ToolCommand) && !arguments.contains("--help")) {
                try {
                    made.parseArgs(arguments.toArray(new String[0]));
                } catch (ParameterException e) {
                    throw ShellException.usage(usage(e, command.get(0), arguments));
                }
            }
        }
    }

    /** The commands of a line, each as its words. */
    private static List<List<String>> split(String line) {
        List<List<String>> commands = new ArrayList<>();
        try {
            String code = String.join("\n", LineParser.lines(line));
            for (String command : LineParser.commands(code)) {
                List<String> words =
                        new LineParser().parse(command, 0, Parser.ParseContext.ACCEPT_LINE).words();
                if (!command.isEmpty()) {
                    commands.add(withoutLauncher(words));
                }
            }
        } catch (EOFError e) {
            throw ShellException.usage("a quote is open at the end of: " + line.strip());
        } catch (SyntaxError e) {
            throw ShellException.usage("cannot read the line: " + e.getMessage());
        }
        return commands;
    }

    /**
     * Whether a word may stand before a command and does nothing.
     *
     * @param word of a line
     * @return true for the launcher and for a prompt
     */
    public static boolean isLauncher(String word) {
        return LAUNCHERS.contains(word);
    }

    /** What is to be typed in a terminal can be typed here, too. */
    private static List<String> withoutLauncher(List<String> words) {
        return !words.isEmpty() && LAUNCHERS.contains(words.get(0))
                ? withoutLauncher(words.subList(1, words.size()))
                : words;
    }

    /**
     * Runs one command.
     *
     * @param words its name and arguments; nothing is done when there are none
     * @return its status
     */
    public int run(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        int status = attempt(words);
        if (status == ShellException.USAGE) {
            OtherName.in(words).ifPresent(session.screen()::note);
        }
        return status;
    }

    private int attempt(List<String> words) {
        try {
            return runOrThrow(words.get(0), words.subList(1, words.size()));
        } catch (LabException e) {
            return report(ShellException.of(e));
        } catch (ShellException e) {
            return report(e);
        } catch (InterruptedException e) {
            session.screen().line(Style.WARN.of("interrupted"));
            return INTERRUPTED;
        }
    }

    private int report(ShellException error) {
        Screen screen = session.screen();
        screen.error(error.getMessage());
        error.details().forEach(detail -> screen.foreign("  " + detail));
        return error.status();
    }

    private int runOrThrow(String name, List<String> arguments) throws InterruptedException {
        CommandLine line =
                session.registry()
                        .make(name, session)
                        .orElseThrow(() -> ShellException.usage(session.registry().unknown(name)));
        Exception[] thrown = new Exception[1];
        line.setParameterExceptionHandler(
                (error, ignored) -> {
                    thrown[0] = ShellException.usage(usage(error, name, arguments));
                    return ShellException.USAGE;
                });
        line.setExecutionExceptionHandler(
                (error, ignored, result) -> {
                    thrown[0] = error;
                    return ShellException.FAILED;
                });
        if (line.getCommand() instanceof ToolCommand tool) {
            tool.pass(arguments);
            return tool.call();
        }
        if (arguments.contains("--help")) {
            HelpCommand.explain(session.screen(), line);
            return 0;
        }
        boolean paged = PAGED.contains(name) && !arguments.contains("-f");
        session.screen().paged(paged);
        int status;
        try {
            status = line.execute(arguments.toArray(new String[0]));
        } finally {
            session.screen().paged(false);
        }
        if (thrown[0] instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (thrown[0] instanceof ShellException failure) {
            throw failure;
        }
        if (thrown[0] instanceof LabException failure) {
            throw failure;
        }
        if (thrown[0] != null) {
            throw ShellException.failed(
                    "the shell itself failed, please report it: " + where(thrown[0]));
        }
        return status;
    }

    private static String where(Exception error) {
        StackTraceElement[] stack = error.getStackTrace();
        return error + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private String usage(ParameterException error, String name, List<String> arguments) {
        boolean isValue = error.getArgSpec() != null && error.getArgSpec().isOption();
        return UsageError.text(error)
                + session.servers()
                        .last(isValue ? List.of() : arguments)
                        .map(words -> "; the server comes last: `" + name + " " + words + "`")
                        .orElse(" (see: `help " + error.getCommandLine().getCommandName() + "`)");
    }
}
