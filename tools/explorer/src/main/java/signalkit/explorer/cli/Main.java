package signalkit.explorer.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import signalkit.explorer.ScenarioException;
import signalkit.weaver.WeaveException;

/** The program that the shell's commands {@code explore} and {@code replay} run. */
@Command(
        name = "explorer",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {ExploreCommand.class, ReplayCommand.class},
        description = "Every bounded schedule and signal arrival of a small program.")
public final class Main {
    private static final int USAGE = 2;

    /** The shell sets it for the tools that it runs. */
    private static final String IN_SHELL = "SIGNALKIT_IN_SHELL";

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"explorer " + (version == null ? "(not packaged)" : version)};
        }
    }

    private Main() {}

    /**
     * Runs one command, and ends the JVM with its status.
     *
     * @param arguments the command and its own
     */
    public static void main(String[] arguments) {
        CommandLine line = line().setOut(new PrintWriter(System.out, true));
        // What a scenario prints would come between the lines of a table, many times.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.exit(line.execute(arguments));
    }

    /** A command as the user has to type it: in the shell by its name, in a terminal after kit. */
    static String typed(String command) {
        return System.getenv(IN_SHELL) == null ? "tools/kit " + command : command;
    }

    static CommandLine line() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::badUsage)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        return complain(error.getCommandLine(), error.getMessage());
    }

    private static int failed(Exception error, CommandLine line, CommandLine.ParseResult arguments)
            throws Exception {
        if (error instanceof ScenarioException || error instanceof WeaveException) {
            return complain(line, error.getMessage());
        }
        throw error;
    }

    private static int complain(CommandLine line, String message) {
        PrintWriter err = line.getErr();
        err.println("error: " + message.lines().findFirst().orElse("bad usage"));
        return USAGE;
    }
}
