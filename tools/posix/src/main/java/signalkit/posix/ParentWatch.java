package signalkit.posix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
     * @param grace from the end of the input to the halt
     */
    public static void start(InputStream input, Duration grace) {
        Thread watch = new Thread(() -> watch(input, grace), "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(InputStream input, Duration grace) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says what an end of file says: nobody is there any more.
        }
        Thread handler =
                new Thread(
                        () -> OsSignals.deliver(PosixProcess.main(), Signal.TERM),
                        "SIGTERM handler");
        handler.setDaemon(true);
        handler.start();
        try {
            TimeUnit.NANOSECONDS.sleep(grace.toNanos());
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the grace is over.
        }
        Runtime.getRuntime().halt(Signal.KILL.exitStatus());
    }
}
