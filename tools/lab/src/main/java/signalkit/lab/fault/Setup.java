package signalkit.lab.fault;

import java.util.List;

/**
 * How the servers that meet a fault are run.
 *
 * @param sanitized whether under the handler sanitizer, which then may find nothing
 * @param options of the server, more than those that the fault itself asks for
 */
public record Setup(boolean sanitized, List<String> options) {
    /** As they are. */
    public static final Setup PLAIN = new Setup(false, List.of());

    /** Copies the options. */
    public Setup {
        options = List.copyOf(options);
    }
}
