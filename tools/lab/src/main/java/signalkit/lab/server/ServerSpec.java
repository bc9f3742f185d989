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
 * @param fromClassPath whether its classes are this JVM's, and not those of the jar that is built
 */
public record ServerSpec(
        ServerKind kind,
        JavaHome java,
        List<String> options,
        List<String> jvmOptions,
        boolean woven,
        boolean sanitized,
        Set<Signal> ignored,
        boolean fromClassPath) {
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
     * A server from its jar, on the JDK that runs this, as it is: neither woven nor sanitized.
     *
     * @param kind which of the two
     * @param options the server's own
     * @return the specification
     */
    public static ServerSpec of(ServerKind kind, List<String> options) {
        return new ServerSpec(
                kind, JavaHome.current(), options, List.of(), false, false, Set.of(), false);
    }

    /**
     * A server as the shell starts it, on a port that the system chooses.
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
        return of(kind, options).withWeaver(kind.isWovenByDefault());
    }

    /**
     * A server from the class path of this JVM: for its own tests, which run before its jar is
     * built.
     *
     * @param kind which of the two
     * @param options the server's own; the system chooses the port unless they do
     * @return the specification
     */
    public static ServerSpec underTest(ServerKind kind, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        if (all.stream().noneMatch(option -> option.startsWith("--port"))) {
            all.addAll(List.of("--port", "0"));
        }
        return new ServerSpec(
                kind, JavaHome.current(), all, List.of(), false, false, Set.of(), true);
    }

    /**
     * The same on another JDK.
     *
     * @param home its home
     * @return a new specification
     */
    public ServerSpec on(JavaHome home) {
        return new ServerSpec(
                kind, home, options, jvmOptions, woven, sanitized, ignored, fromClassPath);
    }

    /**
     * The same with other options of its own.
     *
     * @param others in place of those that there are
     * @return a new specification
     */
    public ServerSpec withOptions(List<String> others) {
        return new ServerSpec(
                kind, java, others, jvmOptions, woven, sanitized, ignored, fromClassPath);
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
        return new ServerSpec(kind, java, options, all, woven, sanitized, ignored, fromClassPath);
    }

    /**
     * The same with the weaver or without.
     *
     * @param on whether every step is an interruption point
     * @return a new specification
     */
    public ServerSpec withWeaver(boolean on) {
        return new ServerSpec(
                kind, java, options, jvmOptions, on, sanitized, ignored, fromClassPath);
    }

    /**
     * The same with the handler sanitizer or without.
     *
     * @param on whether each lock that a handler takes is recorded
     * @return a new specification
     */
    public ServerSpec withSanitizer(boolean on) {
        return new ServerSpec(kind, java, options, jvmOptions, woven, on, ignored, fromClassPath);
    }

    /**
     * The same, started as by a parent that ignores signals.
     *
     * @param signals of those that the JVM leaves ignored: HUP, INT, TERM
     * @return a new specification
     */
    public ServerSpec withIgnored(Set<Signal> signals) {
        return new ServerSpec(
                kind, java, options, jvmOptions, woven, sanitized, signals, fromClassPath);
    }
}
