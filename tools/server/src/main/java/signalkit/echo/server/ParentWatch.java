package signalkit.echo.server;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;

/**
 * Ends a child process whose parent has gone: its standard input ends, so it gets SIGTERM.
 *
 * <p>When that does not end it in time, the JVM halts with 137, as if the parent had sent KILL, so
 * that no hung server outlives the shell that started it.
 */
final class ParentWatch {
    /** A channel, since no thread can be called back from a read of {@link System#in}. */
    private static volatile FileChannel input;

    private ParentWatch() {}

    /**
     * Watches the standard input, whose other end the parent holds, on a daemon thread of its own,
     * which belongs to no emulated process. What the parent writes is skipped. At most once.
     *
     * @param ends whether the process is about to end already, so that it needs no signal: a second
     *     one could mean more than the first
     * @param grace from the end of the input to the halt
     */
    static void start(BooleanSupplier ends, Duration grace) {
        FileChannel channel = new FileInputStream(FileDescriptor.in).getChannel();
        input = channel;
        Thread watch = new Thread(() -> watch(channel, ends, grace), "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Ends the watch, if there is one, and closes its input: before a halt, which waits up to 300
     * ms for any thread that is in a system call. Thread-safe.
     *
     * <p>Source: {@code VM_Exit::wait_for_threads_in_native_to_block}, HotSpot 17 and 25.
     */
    static void stop() {
        FileChannel watched = input;
        if (watched != null) {
            try {
                watched.close();
            } catch (IOException e) {
                // Then the halt takes longer.
            }
        }
    }

    private static void watch(FileChannel channel, BooleanSupplier ends, Duration grace) {
        ByteBuffer skipped = ByteBuffer.allocate(1024);
        try {
            while (channel.read(skipped.clear()) >= 0) {}
        } catch (ClosedChannelException stopped) {
            return;
        } catch (IOException e) {
            // A broken pipe says what an end of file says: nobody is there any more.
        }
        if (!ends.getAsBoolean()) {
            Thread handler =
                    new Thread(() -> PosixProcess.main().deliver(Signal.TERM), "SIGTERM handler");
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
