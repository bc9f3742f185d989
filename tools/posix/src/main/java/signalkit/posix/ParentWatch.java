package signalkit.posix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a child process whose parent has gone: its standard input ends, so it gets SIGTERM.
 *
 * <p>When that does not end it in time, the JVM halts with 137, as if the parent had sent KILL, so
 * that no hung server outlives the shell that started it.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /**
     * Watches an input on a daemon thread of its own, which belongs to no emulated process.
     *
     * @param input what the parent holds the other end of; what it writes is skipped
     * @param ends whether the process is about to end already, so that it needs no signal: a second
     *     one could mean more than the first
     * @param grace from the end of the input to the halt
     */
    public static void start(InputStream input, BooleanSupplier ends, Duration grace) {
        Thread watch = new Thread(() -> watch(input, ends, grace), "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(InputStream input, BooleanSupplier ends, Duration grace) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says what an end of file says: nobody is there any more.
        }
        if (!ends.getAsBoolean()) {
            Thread handler =
                    new Thread(
                            () -> OsSignals.deliver(PosixProcess.main(), Signal.TERM),
                            "SIGTERM handler");
            handler.setDaemon(true);
            handler.start();
        }
        try {
            TimeUnit.NANOSECONDS.sleep(grace.toNanos());
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the grace is over.
        }
        Runtime.getRuntime().halt(Signal.KILL.exitStatus());
    }
}
