package signalkit.cli;

import java.util.Map;

/** A command as its user has to type it: alone in the shell, behind the launcher elsewhere. */
public final class TypedCommand {
    /** The shell sets this variable for the programs that it runs. */
    public static final String IN_SHELL = "SIGNALKIT_IN_SHELL";

    /** The system property that names another launcher than {@value #LAUNCHER}. */
    public static final String LAUNCHER_PROPERTY = "signalkit.launcher";

    private static final String LAUNCHER = "tools/kit";

    private TypedCommand() {}

    /**
     * What stands before a command in a terminal.
     *
     * @return the launcher's name
     */
    public static String launcher() {
        return System.getProperty(LAUNCHER_PROPERTY, LAUNCHER);
    }

    /**
     * A command for the user of this process.
     *
     * @param command as it is typed in the shell
     * @return as it is typed where this process was started
     */
    public static String of(String command) {
        return of(command, System.getenv());
    }

    static String of(String command, Map<String, String> environment) {
        return environment.containsKey(IN_SHELL) ? command : launcher() + " " + command;
    }
}
