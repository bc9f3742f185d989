package signalkit.stress;

import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import signalkit.cli.HelpPage;
import signalkit.cli.UsageError;
import signalkit.cli.Window;

/**
 * The program in the jar: the command {@code race}, or jcstress itself.
 *
 * <p>A first argument {@code race} means the former; with any others this is jcstress's own main.
 */
public final class Main {
    /** Runs jcstress for a process, by its pid, and ends with it. */
    static final String CHILD_OF = "--child-of";

    private static final int USAGE = 2;
    private static final int KILLED = 128 + 9;

    private Main() {}

    /**
     * The program.
     *
     * @param arguments see above
     * @throws Exception what jcstress throws
     */
    public static void main(String[] arguments) throws Exception {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("race")) {
            System.exit(
                    line().setOut(Window.out())
                            .setErr(Window.err())
                            .execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } else if (first.equals(CHILD_OF)) {
            endWith(Long.parseLong(arguments[1]));
            org.openjdk.jcstress.Main.main(Arrays.copyOfRange(arguments, 2, arguments.length));
        } else {
            org.openjdk.jcstress.Main.main(arguments);
        }
    }

    private static void endWith(long pid) {
        Optional<ProcessHandle> parent = ProcessHandle.of(pid);
        if (parent.isEmpty()) {
            Runtime.getRuntime().halt(KILLED);
        }
        parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED));
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new RaceCommand());
        HelpPage.fit(line);
        line.setParameterExceptionHandler(
                (error, arguments) -> {
                    CommandLine wrong = error.getCommandLine();
                    String help = wrong.getCommandSpec().qualifiedName() + " --help";
                    wrong.getErr().println(UsageError.line(error, help));
                    return USAGE;
                });
        line.setExecutionExceptionHandler(
                (error, failed, result) -> {
                    failed.getErr().println("error: " + error.getMessage());
                    return 1;
                });
        return line;
    }
}
