package signalkit.shell.command.steer;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that are passed on to a server, which checks their values itself. */
public final class ServerOptions {
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

    @Option(names = "--quiet", description = "Log only READY, STOPPED and errors.")
    boolean quiet;

    /** The command line of the server; the port is the system's choice if none is given. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (port == null) {
            arguments.addAll(List.of("--port", "0"));
        }
        for (OptionSpec option : spec.mixins().get("options").options()) {
            Object value = option.getValue();
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

    /** The work queues, for completion. */
    public static final class Queues extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Queues() {
            super(List.of("2012", "2014", "2015"));
        }
    }
}
