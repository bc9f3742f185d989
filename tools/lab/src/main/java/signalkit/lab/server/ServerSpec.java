package signalkit.lab.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import signalkit.posix.Signal;

/**
 * Which server to start, and how.
 *
 * @param kind which of the two
 * @param java what it runs on
 * @param options the server's own
 * @param jvmOptions its JVM's
 * @param woven whether every step of it is an interruption point
 * @param sanitized whether each lock that a handler takes is recorded
 * @param ignored signals that it finds ignored at its start, as below nohup
 */
public record ServerSpec(
        ServerKind kind,
        JavaHome java,
        List<String> options,
        List<String> jvmOptions,
        boolean woven,
        boolean sanitized,
        Set<Signal> ignored) {
    /** A copy of the collections keeps the record constant. */
    public ServerSpec {
        ignored = Set.copyOf(ignored);
        options = List.copyOf(options);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Whether the kernel's own {@code sigwait} is asked for, so that signals must be blocked.
     *
     * @return true for {@code --delivery native}
     */
    public boolean isNative() {
        int delivery = options.lastIndexOf("--delivery") + 1;
        return delivery > 0
                && delivery < options.size()
                && options.get(delivery).equalsIgnoreCase("native");
    }

    /**
     * A server on this shell's JDK and a port that the system chooses.
     *
     * @param kind which of the two; the unsafe one is woven
     * @param workers how many clients it serves at once
     * @param more further options
     * @return the specification
     */
    public static ServerSpec of(ServerKind kind, int workers, List<String> more) {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--port", "0", "--workers", Integer.toString(workers)));
        options.addAll(more);
        return new ServerSpec(
                kind,
                JavaHome.current(),
                options,
                List.of(),
                kind.isWovenByDefault(),
                false,
                Set.of());
    }

    /**
     * The same with further options of its JVM.
     *
     * @param more appended
     * @return a new specification
     */
    public ServerSpec withJvmOptions(List<String> more) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(more);
        return new ServerSpec(kind, java, options, all, woven, sanitized, ignored);
    }

    /**
     * The same with other options of its own.
     *
     * @param others in place of those that there are
     * @return a new specification
     */
    public ServerSpec withOptions(List<String> others) {
        return new ServerSpec(kind, java, others, jvmOptions, woven, sanitized, ignored);
    }

    /**
     * The same under the handler sanitizer.
     *
     * @return a new specification
     */
    public ServerSpec withSanitizer() {
        return new ServerSpec(kind, java, options, jvmOptions, woven, true, ignored);
    }

    /**
     * The same, started as by a parent that ignores a signal.
     *
     * @param signal one of those that the JVM leaves ignored: HUP, INT, TERM
     * @return a new specification
     */
    public ServerSpec withIgnored(Signal signal) {
        return new ServerSpec(kind, java, options, jvmOptions, woven, sanitized, Set.of(signal));
    }
}
