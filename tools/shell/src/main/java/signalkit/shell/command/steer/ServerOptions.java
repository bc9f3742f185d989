package signalkit.shell.command.steer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import signalkit.lab.server.ServerKind;
import signalkit.shell.console.ShellException;

/** The options that are passed on to a server, which checks their values itself. */
public final class ServerOptions {
    private static final Map<String, ServerKind> OF_ONE =
            Map.of(
                    "--queue", ServerKind.UNSAFE,
                    "--loops", ServerKind.SAFE,
                    "--max-connections", ServerKind.SAFE,
                    "--idle", ServerKind.SAFE,
                    "--grace", ServerKind.SAFE,
                    "--force", ServerKind.SAFE,
                    "--linger", ServerKind.SAFE,
                    "--output", ServerKind.SAFE,
                    "--reraise", ServerKind.SAFE);

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on this port. Default: one that the system chooses.")
    String port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Listen on this address.")
    String bind;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many clients are served at once. Default: the processors.")
    String workers;

    @Option(
            names = "--read-timeout",
            paramLabel = "SECONDS",
            description = "Close a client that is silent for so long. Default: 10.")
    String readTimeout;

    @Option(
            names = "--delivery",
            paramLabel = "posix|jvm|native",
            completionCandidates = Deliveries.class,
            description =
                    "Who runs handlers: the interrupted thread, a new one each, or nobody (safe"
                            + " only, Linux: the kernel's sigwait). Default: posix.")
    String delivery;

    @Option(
            names = "--queue",
            paramLabel = "YEAR",
            completionCandidates = Queues.class,
            description = "unsafe only: the work queue of ${COMPLETION-CANDIDATES}. Default: 2012.")
    String queue;

    @Option(
            names = "--loops",
            paramLabel = "HOW",
            completionCandidates = Loops.class,
            description =
                    "safe only: ${COMPLETION-CANDIDATES}. With per-worker, a worker serves many"
                            + " clients. Default: per-connection.")
    String loops;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "safe only: tell a client beyond N, and close it. Default: 1000.")
    String maxConnections;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "safe only: close a client that falls silent for so long. Default: 60.")
    String idle;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "safe only: break off a drain that takes longer. Default: 10.")
    String grace;

    @Option(
            names = "--force",
            paramLabel = "SECONDS",
            description = "safe only: end a forced shutdown that takes longer. Default: 1.")
    String force;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            description = "safe only: wait so long for a client's FIN. Default: 1.")
    String linger;

    @Option(
            names = "--output",
            paramLabel = "KIB",
            description = "safe only: how much output may wait for a client. Default: 64.")
    String output;

    @Option(
            names = "--reraise",
            description = "safe only: end by the signal that was the cause, not by a status.")
    boolean reraise;

    @Option(names = "--quiet", description = "Log only READY, STOPPED and errors.")
    boolean quiet;

    /** The command line of a server; the port is the system's choice if none is given. */
    List<String> arguments(ServerKind kind) {
        List<String> arguments = new ArrayList<>();
        if (port == null) {
            arguments.addAll(List.of("--port", "0"));
        }
        for (OptionSpec option : spec.mixins().get("options").options()) {
            Object value = option.getValue();
            ServerKind only = OF_ONE.getOrDefault(option.longestName(), kind);
            if (only != kind && value != null && !Boolean.FALSE.equals(value)) {
                throw ShellException.usage(
                        kind
                                + " has no option "
                                + option.longestName()
                                + "; "
                                + only
                                + " has: `help start`");
            }
            if (value instanceof String text) {
                arguments.addAll(List.of(option.longestName(), text));
            } else if (Boolean.TRUE.equals(value)) {
                arguments.add(option.longestName());
            }
        }
        return arguments;
    }

    /** The deliveries, for completion. */
    public static final class Deliveries extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Deliveries() {
            super(List.of("posix", "jvm", "native"));
        }
    }

    /** The event loops, for completion. */
    public static final class Loops extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Loops() {
            super(List.of("per-connection", "per-worker"));
        }
    }

    /** The work queues, for completion. */
    public static final class Queues extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Queues() {
            super(List.of("2012", "2014", "2015"));
        }
    }
}
