package signalkit.echo.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.ObjectName;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import signalkit.posix.Delivery;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;

/**
 * A server's command line: reads the options, runs the server, ends with its status.
 *
 * <p>Exit statuses are the server's own, 1 when it cannot start, and 2 for bad options.
 */
public abstract class ServerCommand implements Callable<Integer> {
    private static final int STARTUP_ERROR = 1;
    private static final int USAGE = 2;
    private static final int OUT_OF_MEMORY = 3;
    private static final Duration ORPHAN = Duration.ofSeconds(12);

    // How long to wait for the reader of the log:
    private static final Duration LAST_WORDS = Duration.ofMillis(250);
    private static final Duration LAST_WORD = Duration.ofMillis(50);

    // Written before the first other thread is made:
    private static List<LogOutput> outputs = List.of();

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
     * Runs a program of one command; does not return.
     *
     * @param command the command
     * @param arguments the program's
     */
    protected static void launch(ServerCommand command, String[] arguments) {
        int status = commandLine(command).execute(arguments);
        ParentWatch.stop();
        finishOutput(LAST_WORDS);
        Runtime.getRuntime().halt(status);
    }

    /**
     * Ends the process within a moment, without shutdown hooks.
     *
     * @param status its exit status
     */
    public static void haltAtOnce(int status) {
        ParentWatch.stop();
        finishOutput(LAST_WORD);
        Runtime.getRuntime().halt(status);
    }

    /**
     * Ends the process by a signal, when all is done.
     *
     * @param signal one whose default action ends a process
     */
    public static void endBy(Signal signal) {
        finishOutput(LAST_WORDS);
        PosixProcess.main().endBy(signal);
    }

    static CommandLine commandLine(ServerCommand command) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(InetAddress.class, ServerCommand::toAddress);
        line.setParameterExceptionHandler(ServerCommand::badUsage);
        line.setExecutionExceptionHandler((error, failed, result) -> failed(reason(error)));
        return line;
    }

    private static void finishOutput(Duration patience) {
        System.out.flush();
        outputs.forEach(output -> output.await(patience));
    }

    /**
     * Lets no thread wait for the reader of what it prints: a pipe that is full, or a terminal that
     * is paused, must not hold up a shutdown.
     */
    protected static void neverWaitForOutput() {
        LogOutput out = LogOutput.before(System.out, "standard output");
        LogOutput err = LogOutput.before(System.err, "standard error");
        System.setOut(out.printStream());
        System.setErr(err.printStream());
        outputs = List.of(out, err);
    }

    /**
     * Lets an error that nobody catches end the process and not just its thread: with status 3 when
     * memory is exhausted, else with 1. A server without one of its threads cannot even be stopped.
     */
    protected static void endOnError() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> {
                    boolean memory = error instanceof OutOfMemoryError;
                    int status = memory ? OUT_OF_MEMORY : STARTUP_ERROR;
                    try {
                        if (memory) {
                            System.err.println("error: out of memory: " + error.getMessage());
                        } else {
                            error.printStackTrace();
                        }
                        finishOutput(LAST_WORDS);
                    } finally {
                        Runtime.getRuntime().halt(status); // there was no memory for a word
                    }
                });
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
        ServerMXBean status();
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
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(server.status(), new ObjectName(ServerMXBean.OBJECT_NAME));
        if (untilEof) {
            ParentWatch.start(() -> isEnding(server.status()), ORPHAN);
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
     * @param valid whether nothing is to happen
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

    private static boolean isEnding(ServerMXBean server) {
        return List.of("DRAINING", "FORCING", "STOPPED").contains(server.getState());
    }

    private static InetAddress toAddress(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no address; use one of this machine's, such as 127.0.0.1");
        }
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
        String line = error.getMessage().lines().findFirst().orElse("bad usage");
        System.err.println("error: " + line + " (see --help)");
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
