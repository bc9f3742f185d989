package signalkit.echo.safe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.ObjectName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.posix.Delivery;
import signalkit.posix.ParentWatch;
import signalkit.posix.PosixProcess;
import signalkit.posix.ServerMXBean;

/** The command line: reads the options, runs the server, ends with its status. */
@Command(
        name = Main.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = "A threaded echo server.")
final class Main implements Callable<Integer> {
    static final String NAME = "echo-safe";
    static final int STARTUP_ERROR = 1;
    static final int USAGE = 2;
    static final int OUT_OF_MEMORY = 3;
    static final int FORCED = 75;
    private static final Duration ORPHAN = Duration.ofSeconds(12);

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "5555",
            description = "Listen on this port; 0: any free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address. Default: ${DEFAULT-VALUE}.")
    InetAddress bind;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many clients are served at once. Default: the processors.")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--read-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Close a client that is silent for so long. Default: ${DEFAULT-VALUE}.")
    int readTimeout;

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            defaultValue = "posix",
            description =
                    "Who runs handlers: posix (the interrupted thread), jvm (a new thread"
                            + " each) or native (nobody: the kernel's own sigwait; Linux)."
                            + " Default: ${DEFAULT-VALUE}.")
    Delivery delivery;

    @Option(names = "--quiet", description = "Print only READY, STOPPED and errors.")
    boolean quiet;

    @Option(names = "--until-eof", description = "Stop, as by TERM, when the standard input ends.")
    boolean untilEof;

    @Mixin Loops loops;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::badUsage);
        line.setExecutionExceptionHandler((error, command, result) -> failed(error));
        int status = line.execute(arguments);
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    @Override
    public Integer call() throws IOException, JMException {
        require(port >= 0 && port <= 65_535, "--port", port, "0 to 65535");
        require(workers >= 1 && workers <= 10_000, "--workers", workers, "1 to 10000");
        require(
                readTimeout >= 1 && readTimeout <= 86_400,
                "--read-timeout",
                readTimeout,
                "1 to 86400");
        try {
            PosixProcess.main().deliverBy(delivery);
        } catch (UnsupportedOperationException e) {
            throw new ParameterException(spec.commandLine(), "--delivery: " + e.getMessage());
        }
        EchoServer server = new EchoServer(this);
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(server, new ObjectName(ServerMXBean.OBJECT_NAME));
        if (untilEof) {
            ParentWatch.start(System.in, ORPHAN);
        }
        try {
            return server.run();
        } catch (BindException e) {
            return failed(e);
        }
    }

    Duration readTimeout() {
        return Duration.ofSeconds(readTimeout);
    }

    String describe() {
        return "pid="
                + ProcessHandle.current().pid()
                + " delivery="
                + delivery.name().toLowerCase(java.util.Locale.ROOT)
                + " workers="
                + workers;
    }

    private int failed(BindException error) {
        String place = port + " on " + bind.getHostAddress();
        boolean inUse = error.getMessage().contains("in use");
        System.err.println(
                inUse
                        ? "error: port "
                                + place
                                + " is in use; choose another with --port, or 0 for any"
                                + " free port"
                        : "error: cannot listen on port " + place + ": " + error.getMessage());
        return STARTUP_ERROR;
    }

    private static int failed(Exception error) {
        System.err.println("error: " + error);
        return STARTUP_ERROR;
    }

    private void require(boolean valid, String option, int value, String range) {
        if (!valid) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + value + " is out of range: " + range);
        }
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        System.err.println(
                "error: "
                        + error.getMessage().lines().findFirst().orElse("bad usage")
                        + " (see --help)");
        return USAGE;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "(not packaged)" : version)};
        }
    }
}
