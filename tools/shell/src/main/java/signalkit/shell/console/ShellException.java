package signalkit.shell.console;

import java.util.List;
import signalkit.lab.LabException;

/** Something that a user can mend: one line that names the fault and the remedy. */
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The exit status of a command that failed. */
    public static final int FAILED = 1;

    /** The exit status of a command that was not understood. */
    public static final int USAGE = 2;

    private final int status;
    private final transient List<String> details;

    private ShellException(int status, String message, List<String> details) {
        super(message, null, false, false);
        this.status = status;
        this.details = List.copyOf(details);
    }

    /**
     * The command was right, but it did not work out.
     *
     * @param message the fault and the remedy, in one line
     * @return the exception to throw
     */
    public static ShellException failed(String message) {
        return new ShellException(FAILED, message, List.of());
    }

    /**
     * As {@link #failed(String)}, with lines that show why.
     *
     * @param message the fault and the remedy, in one line
     * @param details lines to print below it, such as a server's log
     * @return the exception to throw
     */
    public static ShellException failed(String message, List<String> details) {
        return new ShellException(FAILED, message, details);
    }

    /**
     * The command cannot be done as it was typed.
     *
     * @param message the fault and the remedy, in one line
     * @return the exception to throw
     */
    public static ShellException usage(String message) {
        return new ShellException(USAGE, message, List.of());
    }

    /**
     * An error of the lab, as the shell shows it.
     *
     * @param error with its message and its details
     * @return the exception to throw
     */
    public static ShellException of(LabException error) {
        int status = error.isUsage() ? USAGE : FAILED;
        // A server says how to ask it for help; here, the shell is asked.
        String message = error.getMessage().replace("(see --help)", "(see: `help start`)");
        return new ShellException(status, message, error.details());
    }

    /**
     * The status that the command ends with.
     *
     * @return {@link #FAILED} or {@link #USAGE}
     */
    public int status() {
        return status;
    }

    /**
     * Lines to print below the message.
     *
     * @return possibly none
     */
    public List<String> details() {
        return details == null ? List.of() : details;
    }
}
