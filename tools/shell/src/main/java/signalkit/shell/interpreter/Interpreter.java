package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import signalkit.lab.LabException;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Style;

/** Runs command lines: splits them, runs each command, turns whatever goes wrong into one line. */
public final class Interpreter {
    /** The exit status after Ctrl-C, as in other shells. */
    public static final int INTERRUPTED = 130;

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
     * What splits lines into words.
     *
     * @return a parser that knows quotes, and an open one when it sees it
     */
    public static DefaultParser parser() {
        return new DefaultParser().eofOnUnclosedQuote(true);
    }

    /**
     * Runs the commands of a line, up to the first that fails.
     *
     * @param line commands with a semicolon between them; blank and {@code #} lines do nothing
     * @return the status of the last command that ran
     */
    public int run(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return 0;
        }
        List<List<String>> commands;
        try {
            commands = split(text);
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
     * Refuses a line with a command that does not exist.
     *
     * @param line commands with semicolons between them
     * @throws ShellException for the first unknown command
     */
    public void requireKnown(String line) {
        for (List<String> command : split(line)) {
            if (session.registry().make(command.get(0), session).isEmpty()) {
                throw ShellException.usage(unknownCommand(command.get(0)));
            }
        }
    }

    /** The commands of a line, each as its words. */
    private static List<List<String>> split(String line) {
        List<List<String>> commands = new ArrayList<>();
        try {
            for (String part : parts(line)) {
                List<String> words =
                        parser().parse(part, 0, Parser.ParseContext.ACCEPT_LINE).words();
                if (!part.isEmpty()) {
                    commands.add(words);
                }
            }
        } catch (EOFError e) {
            throw ShellException.usage("a quote is open at the end of: " + line);
        } catch (SyntaxError e) {
            throw ShellException.usage("cannot read the line: " + e.getMessage());
        }
        return commands;
    }

    /**
     * The command that a cursor stands in.
     *
     * @param line what stands before the cursor
     * @return what follows the last semicolon that separates commands
     */
    public static String lastCommand(String line) {
        return line.substring(ends(line).stream().mapToInt(end -> end + 1).max().orElse(0));
    }

    /** What stands between the semicolons that are neither quoted nor escaped. */
    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end : ends(line)) {
            parts.add(line.substring(start, end).strip());
            start = end + 1;
        }
        parts.add(line.substring(start).strip());
        return parts;
    }

    /** Where those semicolons are. */
    private static List<Integer> ends(String line) {
        List<Integer> ends = new ArrayList<>();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ';') {
                ends.add(i);
            }
        }
        return ends;
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
                        .orElseThrow(() -> ShellException.usage(unknownCommand(name)));
        Exception[] thrown = new Exception[1];
        line.setParameterExceptionHandler(
                (error, ignored) -> {
                    thrown[0] = ShellException.usage(usage(error));
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
        int status = line.execute(arguments.toArray(new String[0]));
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

    private static String usage(ParameterException error) {
        String fault = error.getMessage().lines().findFirst().orElse("wrong arguments");
        return fault + " (see: help " + error.getCommandLine().getCommandName() + ")";
    }

    private String unknownCommand(String name) {
        List<String> names =
                session.registry().entries().stream().map(Registry.Entry::name).toList();
        return "no command is called " + name + "; there is: " + String.join(" ", names);
    }
}
