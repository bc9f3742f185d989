package signalkit.lab.server;

import java.util.List;
import java.util.Locale;

/** The two servers of the kit. */
public enum ServerKind {
    /** Shuts down from signal-handler context. */
    UNSAFE(List.of()),
    /** Shuts down from a thread that waits for signals. */
    SAFE(List.of("-XX:+ExitOnOutOfMemoryError"));

    private final List<String> jvmOptions;

    ServerKind(List<String> jvmOptions) {
        this.jvmOptions = jvmOptions;
    }

    /** What the server's promises ask of the JVM that it runs on. */
    List<String> jvmOptions() {
        return jvmOptions;
    }

    /**
     * The name that a user types.
     *
     * @return unsafe or safe
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether every step of it is an interruption point unless somebody wants it otherwise.
     *
     * @return true for the server whose handlers run on top of other code
     */
    public boolean isWovenByDefault() {
        return this == UNSAFE;
    }

    String mainClass() {
        return "signalkit.echo." + label() + ".Main";
    }

    /** The module that builds it. */
    String module() {
        return "echo-" + label();
    }

    /**
     * Whether an exit status is one of an orderly end after a signal.
     *
     * @param status the process's
     * @param signalNumber the number that the last line names as the cause
     * @return true when nothing went wrong
     */
    public boolean isOrderly(int status, int signalNumber) {
        return status == (this == SAFE ? 0 : 128 + signalNumber);
    }

    @Override
    public String toString() {
        return label();
    }
}
