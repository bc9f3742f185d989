package signalkit.shell.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Style;
import signalkit.shell.server.JavaHome;
import signalkit.shell.server.ServerKind;
import signalkit.shell.server.ServerProcess;
import signalkit.shell.server.ServerSpec;

/** Starts a server and waits until it is ready. */
@Command(sortOptions = false, footer = "Example: start unsafe --workers 8 --queue 2015 -- -Xmx64m")
final class StartCommand extends ShellCommand {
    private static final String ERROR = "error: ";

    @Parameters(index = "0", paramLabel = "unsafe|safe", description = "Which server.")
    ServerKind kind;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "-- JVM-OPTION",
            description = "Options of its JVM, behind two dashes.")
    List<String> jvmOptions = List.of();

    @Mixin ServerOptions options;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What other commands call it. Default: unsafe, safe, safe-2 …")
    String name;

    @Option(
            names = "--weave",
            negatable = true,
            description =
                    "Make every step of it an interruption point, or with --no-weave only the kit's"
                            + " calls. Default: unsafe is woven, safe is not.")
    Boolean weave;

    @Option(
            names = "--sanitize",
            description = "Report each lock that a handler takes and that other code takes, too.")
    boolean sanitize;

    @Option(
            names = "--java-home",
            paramLabel = "FOLDER",
            description = "Run it on this JDK. Default: the shell's own.")
    Path javaHome;

    @Option(
            names = "--ready-within",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Give up when it is not ready by then. Default: ${DEFAULT-VALUE}.")
    Duration readyWithin;

    @Option(
            names = {"-f", "--foreground"},
            description = "Follow its log until it ends; Ctrl-C stops it.")
    boolean foreground;

    StartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        checkNames();
        JavaHome java = javaHome == null ? JavaHome.current() : JavaHome.at(javaHome);
        ServerSpec spec =
                new ServerSpec(
                        kind,
                        java,
                        options.arguments(),
                        jvmOptions,
                        weave == null ? kind.isWovenByDefault() : weave,
                        sanitize);
        ServerProcess server = fleet().start(name, spec);
        awaitReady(server);
        if (foreground) {
            return follow(server);
        }
        screen().line(
                        Style.GOOD.of(server.name() + " is ready")
                                + ": port "
                                + server.port()
                                + ", pid "
                                + server.pid());
        return 0;
    }

    private void checkNames() {
        if (name != null && !name.matches("[a-z][a-z0-9_-]{0,30}")) {
            throw ShellException.usage(
                    "--name " + name + " is no name; use small letters, digits and dashes");
        }
        for (String option : jvmOptions) {
            if (!option.startsWith("-")) {
                throw ShellException.usage(
                        option + " is not expected here; options of the JVM begin with a dash");
            }
        }
    }

    private void awaitReady(ServerProcess server) throws InterruptedException {
        OptionalInt status;
        try {
            if (server.awaitReady(readyWithin)) {
                return;
            }
            server.awaitEnd(Duration.ofMillis(200)); // It may be about to end by itself.
            status = server.exitStatus();
        } finally {
            if (server.port() == 0) {
                server.kill();
                fleet().forget(server);
            }
        }
        throw failure(server, status);
    }

    private ShellException failure(ServerProcess server, OptionalInt status) {
        List<String> log = new ArrayList<>(server.log().lines());
        Optional<String> reason = log.stream().filter(line -> line.startsWith(ERROR)).findFirst();
        if (reason.isPresent()) {
            String message =
                    reason.get()
                            .substring(ERROR.length())
                            .replace("(see --help)", "(see: help start)");
            return status.orElse(0) == ShellException.USAGE
                    ? ShellException.usage(message)
                    : ShellException.failed(message);
        }
        return ShellException.failed(
                status.isPresent()
                        ? server.name()
                                + " ended before it was ready, exit status "
                                + status.getAsInt()
                                + "; it printed:"
                        : server.name()
                                + " was not ready within "
                                + Converters.show(readyWithin)
                                + " and was killed; give it more with --ready-within; it printed:",
                log);
    }

    private int follow(ServerProcess server) throws InterruptedException {
        try {
            LogCommand.follow(screen(), server);
            server.awaitEnd(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            return StopCommand.stop(screen(), server, Duration.ofSeconds(12));
        }
        return server.exitStatus().orElse(ShellException.FAILED);
    }
}
