package signalkit.echo.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.management.JMException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import signalkit.cli.HelpPage;
import signalkit.cli.UsageError;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.os.Delivery;

/**
 * A server's command line: reads the options, runs the server, ends with its status.
 *
 * <p>Exit statuses are the server's own, 1 when it cannot start, and 2 for bad options.
 */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = ServerCommand.Version.class,
        sortOptions = false,
        description = "A threaded echo server.")
public abstract class ServerCommand implements Callable<Integer> {
    private static final int STARTUP_ERROR = 1;
    private static final int USAGE = 2;
    private static final Duration ORPHAN_TIMEOUT = Duration.ofSeconds(12);

    private final Exit exit = new Exit();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "5555",
            description = "Listen on this port; 0: any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address. Default: ${DEFAULT-VALUE}.")
    private InetAddress bind;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many clients are served at once. Default: the processors.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--read-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Close a client that is silent for so long. Default: ${DEFAULT-VALUE}.")
    private int readTimeout;

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            defaultValue = "posix",
            description =
                    "Who runs handlers: posix (the interrupted thread), jvm (a new thread"
                            + " each) or native (nobody: the kernel's own sigwait; Linux)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Delivery delivery;

    @Option(names = "--quiet", description = "Print only READY, STOPPED and errors.")
    private boolean quiet;

    @Option(names = "--until-eof", description = "Stop, as by TERM, when the standard input ends.")
    private boolean untilEof;

    @Spec private CommandSpec spec;

    /** For subclasses, whose fields are options of their own. */
    protected ServerCommand() {}

    /**
     * Runs the program; does not return.
     *
     * @param arguments the program's
     */
    protected final void launch(String[] arguments) {
        exit.with(commandLine(this).execute(arguments));
    }

    /**
     * How this program ends.
     *
     * @return the same at each call
     */
    public final Exit exit() {
        return exit;
    }

    static CommandLine commandLine(ServerCommand command) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        HelpPage.fit(line);
        line.registerConverter(InetAddress.class, ServerCommand::toAddress);
        line.setParameterExceptionHandler(ServerCommand::badUsage);
        line.setExecutionExceptionHandler((error, failed, result) -> failed(reason(error)));
        return line;
    }

    /** A server that has its options and nothing else yet. */
    public interface Server {
        /**
         * Serves until a signal has ended it.
         *
         * @return the exit status
         * @throws IOException when it cannot listen
         */
        int run() throws IOException;

        /**
         * What is shown of it to jconsole, to VisualVM and to the kit's shell.
         *
         * @return the same at each call; usable before {@link #run}, and meanwhile by any thread
         */
        ServerStatus status();
    }

    /**
     * Makes the server; options have been read.
     *
     * @return a server that does not run yet
     */
    protected abstract Server server();

    /** Checks the options of a subclass with {@link #require}. */
    protected void check() {}

    @Override
    public final Integer call() throws IOException, JMException {
        require(port >= 0 && port <= 65_535, "--port", port, "0 to 65535");
        require(workers >= 1 && workers <= 10_000, "--workers", workers, "1 to 10000");
        boolean isTimeout = readTimeout >= 1 && readTimeout <= 86_400;
        require(isTimeout, "--read-timeout", readTimeout, "1 to 86400");
        check();
        try {
            PosixProcess.main().deliverBy(delivery);
        } catch (UnsupportedOperationException e) {
            throw new ParameterException(spec.commandLine(), "--delivery: " + e.getMessage());
        }
        try {
            return serve();
        } catch (BindException e) {
            String place = "port " + port + " on " + bind.getHostAddress();
            return failed(
                    e.getMessage().contains("in use")
                            ? place
                                    + " is in use; choose another with --port, or 0 for any"
                                    + " free port"
                            : "cannot listen on " + place + ": " + e.getMessage());
        } catch (LinkageError e) {
            // The JDK opens its libraries when they are first used, which takes descriptors.
            return failed("cannot load a part of the JDK; is ulimit -n too low? " + origin(e));
        }
    }

    private int serve() throws IOException, JMException {
        Server server = server();
        ServerStatus status = server.status();
        status.register();
        if (untilEof) {
            ParentWatch.start(() -> status.getState().isEnding(), ORPHAN_TIMEOUT);
        }
        return server.run();
    }

    /**
     * Where to listen.
     *
     * @return port 0 is any free one
     */
    public final InetSocketAddress address() {
        return new InetSocketAddress(bind, port);
    }

    /**
     * How many workers there are.
     *
     * @return 1 to 10,000
     */
    public final int workers() {
        return workers;
    }

    /**
     * How long a client may be silent.
     *
     * @return 1 s to a day
     */
    public final Duration readTimeout() {
        return Duration.ofSeconds(readTimeout);
    }

    /**
     * Whether only the first and the last line are to be printed.
     *
     * @return as the user said
     */
    public final boolean isQuiet() {
        return quiet;
    }

    /**
     * The options that the first line of the log tells.
     *
     * @return {@code key=value} pairs
     */
    public final String describe() {
        return "pid="
                + ProcessHandle.current().pid()
                + " delivery="
                + delivery.name().toLowerCase(Locale.ROOT)
                + " workers="
                + workers;
    }

    /**
     * Refuses a value: the program ends with status 2 and one line.
     *
     * @param valid false to refuse the value
     * @param option its name
     * @param value what the user gave
     * @param range what would be valid
     */
    protected final void require(boolean valid, String option, int value, String range) {
        if (!valid) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + value + " is out of range: " + range);
        }
    }

    private static InetAddress toAddress(String text) {
        try {
            if (!text.isBlank()) { // which would be the loopback
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new TypeConversionException(
                "'" + text + "' is no address; use one of this machine's, such as 127.0.0.1");
    }

    private static String reason(Exception error) {
        boolean plain = error instanceof IOException || error instanceof PosixException;
        return plain ? "cannot go on: " + error.getMessage() : error.toString();
    }

    private static Throwable origin(Throwable error) {
        return error.getCause() == null ? error : origin(error.getCause());
    }

    private static int failed(String error) {
        System.err.println("error: " + error);
        return STARTUP_ERROR;
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        System.err.println("error: " + UsageError.text(error) + " (see --help)");
        return USAGE;
    }

    /** The version that the build wrote into the jar. */
    public static final class Version implements IVersionProvider {
        @Spec private CommandSpec spec;

        /** For picocli. */
        public Version() {}

        @Override
        public String[] getVersion() {
            Object command = spec.root().userObject();
            String version = command.getClass().getPackage().getImplementationVersion();
            return new String[] {
                spec.root().name() + " " + (version == null ? "(not packaged)" : version)
            };
        }
    }
}
