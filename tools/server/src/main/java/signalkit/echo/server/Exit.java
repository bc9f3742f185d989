package signalkit.echo.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;

/**
 * Ends the process in a bounded time: without shutdown hooks, and however slowly its log is read.
 *
 * <p>Thread-safe, once it is set up.
 */
public final class Exit {
    /** The exit status of a server that broke off connections in order to end. */
    public static final int FORCED = 75;

    private static final int STARTUP_ERROR = 1;
    private static final int OUT_OF_MEMORY = 3;

    // How long the reader of the log may take for what was printed last:
    private static final Duration OUTPUT_TIMEOUT = Duration.ofMillis(250);
    private static final Duration SHORT_OUTPUT_TIMEOUT = Duration.ofMillis(50);

    // Written before the first other thread is made:
    private List<LogOutput> outputs = List.of();

    /** An exit of this JVM. */
    Exit() {}

    /**
     * Lets no thread wait for the reader of what it prints: a full pipe or a paused terminal must
     * not hold up a shutdown. To be called before other threads are made.
     */
    public void neverWaitForOutput() {
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
    public void onUncaughtError() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> endBy(error));
    }

    private void endBy(Throwable error) {
        boolean memory = error instanceof OutOfMemoryError;
        try {
            PrintStream err = System.err;
            if (memory) {
                err.println("error: out of memory: " + error.getMessage());
            } else {
                error.printStackTrace(err);
            }
            finishOutput(OUTPUT_TIMEOUT);
        } finally {
            // There may have been no memory left to print anything.
            Runtime.getRuntime().halt(memory ? OUT_OF_MEMORY : STARTUP_ERROR);
        }
    }

    /**
     * Ends the process when all is done.
     *
     * @param status its exit status
     */
    public void with(int status) {
        halt(status, OUTPUT_TIMEOUT);
    }

    /**
     * Ends the process within 100 ms, whatever its threads do. Any thread.
     *
     * @param status its exit status
     */
    public void now(int status) {
        halt(status, SHORT_OUTPUT_TIMEOUT);
    }

    /**
     * Ends the process by a signal, when all is done.
     *
     * @param signal one whose default action ends a process
     */
    public void by(Signal signal) {
        finishOutput(OUTPUT_TIMEOUT);
        PosixProcess.main().endBy(signal);
    }

    private void halt(int status, Duration timeout) {
        ParentWatch.stop();
        finishOutput(timeout);
        Runtime.getRuntime().halt(status);
    }

    private void finishOutput(Duration timeout) {
        System.out.flush();
        outputs.forEach(output -> output.await(timeout));
    }
}
