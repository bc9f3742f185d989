package signalkit.echo.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An output whose writers never wait for its reader: a full pipe must not hold up a shutdown.
 *
 * <p>A daemon thread passes the bytes on. What has no room while the reader sleeps is dropped, and
 * a line says how much that was. Thread-safe.
 */
final class LogOutput extends OutputStream {
    private static final int ROOM = 1 << 20;

    private final OutputStream target;

    // this must be locked when using these:
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean writing;
    private long dropped;

    private LogOutput(OutputStream target) {
        this.target = target;
    }

    /**
     * Puts one before an output.
     *
     * @param target may block for ever
     * @param name of the thread that writes to it
     */
    static LogOutput before(OutputStream target, String name) {
        LogOutput output = new LogOutput(target);
        Thread writer = new Thread(output::pass, name);
        writer.setDaemon(true);
        writer.start();
        return output;
    }

    /** What programs print to. */
    PrintStream printStream() {
        return new PrintStream(this, true, Charset.defaultCharset());
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (waiting.size() + length > ROOM) {
            dropped += length;
            return;
        }
        if (dropped > 0) {
            byte[] gap = ("DROPPED bytes=" + dropped + "\n").getBytes(StandardCharsets.UTF_8);
            waiting.write(gap, 0, gap.length);
            dropped = 0;
        }
        waiting.write(bytes, offset, length);
        notifyAll();
    }

    /** Waits until everything is written; false when that takes too long. */
    synchronized boolean await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (writing || waiting.size() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                return false; // Nobody interrupts a thread that ends the process.
            }
        }
        return true;
    }

    private void pass() {
        while (true) {
            byte[] next = next();
            try {
                target.write(next);
                target.flush();
            } catch (IOException e) {
                // Its reader has gone, or the disk is full; a server does not end for its log.
            }
        }
    }

    private synchronized byte[] next() {
        writing = false;
        notifyAll();
        while (waiting.size() == 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread.
            }
        }
        writing = true;
        byte[] next = waiting.toByteArray();
        waiting.reset();
        return next;
    }
}
