package signalkit.lab;

import java.util.List;

/** Something that a person can mend: one line that names the fault and the remedy. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean usage;
    private final transient List<String> details;

    private LabException(boolean usage, String message, List<String> details) {
        super(message, null, false, false);
        this.usage = usage;
        this.details = List.copyOf(details);
    }

    /**
     * The request was right, but it did not work out.
     *
     * @param message the fault and the remedy, in one line
     * @return the exception to throw
     */
    public static LabException failed(String message) {
        return new LabException(false, message, List.of());
    }

    /**
     * As {@link #failed(String)}, with lines that show why.
     *
     * @param message the fault and the remedy, in one line
     * @param details lines to show below it, such as a server's log
     * @return the exception to throw
     */
    public static LabException failed(String message, List<String> details) {
        return new LabException(false, message, details);
    }

    /**
     * The request cannot be met as it was made.
     *
     * @param message the fault and the remedy, in one line
     * @return the exception to throw
     */
    public static LabException usage(String message) {
        return new LabException(true, message, List.of());
    }

    /**
     * Whether the request itself was wrong.
     *
     * @return false when the request was right, but failed
     */
    public boolean isUsage() {
        return usage;
    }

    /**
     * Lines to show below the message.
     *
     * @return possibly none
     */
    public List<String> details() {
        return details == null ? List.of() : details;
    }
}
