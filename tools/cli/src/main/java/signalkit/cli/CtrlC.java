package signalkit.cli;

import java.util.concurrent.Callable;

/**
 * Lets a program that is ended by Ctrl-C, or by TERM, say what it knows so far.
 *
 * <p>The JVM is then on its way down already, so the program has {@value #GRACE_SECONDS} seconds.
 */
public final class CtrlC {
    private static final int GRACE_SECONDS = 5;

    private CtrlC() {}

    /**
     * Runs a program, whose thread is interrupted by Ctrl-C, and ends the JVM with its status.
     *
     * @param program returns the exit status; that of an interrupted one is 130 all the same
     * @throws Exception what the program throws
     */
    public static void runAndExit(Callable<Integer> program) throws Exception {
        Thread runner = Thread.currentThread();
        Thread hook =
                new Thread(
                        () -> {
                            runner.interrupt();
                            try {
                                runner.join(GRACE_SECONDS * 1_000L);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "last words");
        Runtime.getRuntime().addShutdownHook(hook);
        int status = program.call();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            return; // System.exit would wait for the hook, which waits for this thread.
        }
        System.exit(status);
    }
}
