package signalkit.shell.command.steer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Style;
import signalkit.lab.server.JavaHome;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.StartFailure;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.view.AccountView;
import signalkit.shell.view.SanitizerView;

/** Starts a server and waits until it is ready. */
@Command(sortOptions = false, footer = "Example: start unsafe --workers 8 --queue 2015 -- -Xmx64m")
final class StartCommand extends ShellCommand {
    private static final Duration REAPED = Duration.ofSeconds(10);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

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
            description =
                    "Follow its log until it ends; Ctrl-C sends it INT. So does a start outside of"
                            + " the shell.")
    boolean foreground;

    StartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        checkNames();
        JavaHome java = javaHome == null ? JavaHome.current() : JavaHome.at(javaHome);
        ServerSpec spec =
                ServerSpec.of(kind, options.arguments(kind))
                        .on(java)
                        .withJvmOptions(jvmOptions)
                        .withWeaver(weave == null ? kind.isWovenByDefault() : weave)
                        .withSanitizer(sanitize);
        ServerProcess server = fleet().start(name, spec);
        awaitReady(server);
        if (foreground || session().isOneCommand()) {
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
                    "--name '" + name + "' is no name; use small letters, digits and dashes");
        }
        for (String option : jvmOptions) {
            if (!option.startsWith("-")) {
                throw ShellException.usage(
                        option + " is not expected here; options of the JVM begin with a dash");
            }
        }
    }

    private void awaitReady(ServerProcess server) throws InterruptedException {
        boolean isReady = false;
        try {
            isReady = server.awaitReady(readyWithin);
            if (!isReady) {
                throw StartFailure.of(
                        server,
                        Converters.show(readyWithin)
                                + " and was killed; give it more with --ready-within");
            }
        } finally {
            if (!isReady) { // even if it has become so meanwhile
                server.kill();
                server.awaitEnd(REAPED); // only a server that has ended is forgotten
                fleet().forget(server);
            }
        }
    }

    /** Each Ctrl-C is an INT for the server, as if it ran in the terminal itself. */
    private int follow(ServerProcess server) throws InterruptedException {
        // Without a terminal, the signal ends the shell, which ends its servers with TERM.
        String signal = screen().isLive() ? "INT" : "TERM";
        screen().line(Style.FAINT.of("Ctrl-C sends " + signal + " to " + server.name()));
        session().passInterruptsOn(true);
        try {
            new Follower(screen(), server).run();
        } finally {
            session().passInterruptsOn(false);
        }
        server.awaitEnd(LAST_LINES);
        screen().line(server.name() + " has ended: " + server.describeEnd());
        AccountView.print(screen(), server);
        SanitizerView.summary(server).ifPresent(screen()::line);
        return server.exitStatus().orElse(ShellException.FAILED);
    }
}
