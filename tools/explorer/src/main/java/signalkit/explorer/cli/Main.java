package signalkit.explorer.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import signalkit.cli.CtrlC;
import signalkit.cli.HelpPage;
import signalkit.cli.UsageError;
import signalkit.cli.Window;
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

    /** The word that nobody types before the command. */
    private static final String OWN_NAME = "\\bexplorer (?=(explore|replay)\\b)";

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
    public static void main(String[] arguments) throws Exception {
        // What a scenario prints would come between the lines of a table, many times. First of all,
        // because picocli goes back to a System.out that changes after it was made.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        CommandLine line = line().setOut(Window.out()).setErr(Window.err());
        CtrlC.runAndExit(() -> line.execute(arguments));
    }

    static CommandLine line() {
        CommandLine line =
                new CommandLine(new Main())
                        .setParameterExceptionHandler(Main::badUsage)
                        .setExecutionExceptionHandler(Main::failed);
        return HelpPage.fit(line, Main::typed);
    }

    /** The user has typed the subcommand alone. */
    private static String typed(String name) {
        return name.replaceAll(OWN_NAME, "");
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        String text = UsageError.line(error, typed(name) + " --help");
        return complain(line, text.replaceFirst("^error: ", "").replaceAll(OWN_NAME, ""));
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
