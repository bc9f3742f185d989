package signalkit.shell.server;

import java.util.ArrayList;
import java.util.List;

/**
 * Which server to start, and how.
 *
 * @param kind which of the two
 * @param java what it runs on
 * @param options the server's own
 * @param jvmOptions its JVM's
 */
public record ServerSpec(
        ServerKind kind, JavaHome java, List<String> options, List<String> jvmOptions) {
    /** A copy of the lists keeps the record constant. */
    public ServerSpec {
        options = List.copyOf(options);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Whether the kernel's own {@code sigwait} is asked for, so that signals must be blocked. */
    boolean isNative() {
        int delivery = options.lastIndexOf("--delivery") + 1;
        return delivery > 0
                && delivery < options.size()
                && options.get(delivery).equalsIgnoreCase("native");
    }

    /**
     * A server on this shell's JDK and a port that the system chooses.
     *
     * @param kind which of the two
     * @param workers how many clients it serves at once
     * @param more further options
     * @return the specification
     */
    public static ServerSpec of(ServerKind kind, int workers, List<String> more) {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--port", "0", "--workers", Integer.toString(workers)));
        options.addAll(more);
        return new ServerSpec(kind, JavaHome.current(), options, List.of());
    }
}
