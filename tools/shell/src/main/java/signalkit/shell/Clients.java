package signalkit.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients that send a message, check that it comes back, and do so again, each on its own thread.
 *
 * <p>Steady clients keep their connection; churning ones make a new one for each message. They stop
 * by themselves when the server goes away. Thread-safe.
 */
final class Clients {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final int port;
    private final byte[] message;
    private final boolean churn;
    private final long pauseNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong resets = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private volatile boolean stopping;

    /**
     * Makes clients that do not run yet; {@code rate} is messages a second each, 0 for no limit.
     */
    Clients(int port, int size, int rate, boolean churn) {
        this.port = port;
        this.churn = churn;
        this.pauseNanos = rate == 0 ? 0 : 1_000_000_000L / rate;
        this.message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = (byte) ('a' + i % 26);
        }
    }

    void start(int count) {
        for (int i = 1; i <= count; i++) {
            Thread thread = new Thread(this::run, "client-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(TIMEOUT_MILLIS);
        }
    }

    private void run() {
        do {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                connected.incrementAndGet();
                if (!converse(socket)) {
                    return;
                }
            } catch (SocketTimeoutException silent) {
                return;
            } catch (IOException e) {
                if (!stopping && !isRefused(e)) {
                    resets.incrementAndGet();
                }
                return;
            }
        } while (churn && !stopping);
    }

    private static boolean isRefused(IOException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    /** Returns false when the server has ended the connection. */
    private boolean converse(Socket socket) throws IOException {
        boolean first = true;
        do {
            long start = System.nanoTime();
            socket.getOutputStream().write(message);
            sent.addAndGet(message.length);
            if (!expect(socket)) {
                return false;
            }
            micros.recordValue((System.nanoTime() - start) / 1_000);
            messages.incrementAndGet();
            if (first) {
                served.incrementAndGet();
                first = false;
            }
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos - (System.nanoTime() - start));
            }
        } while (!churn && !stopping);
        return true;
    }

    private boolean expect(Socket socket) throws IOException {
        byte[] back = new byte[message.length];
        int length = 0;
        while (length < back.length) {
            int count = socket.getInputStream().read(back, length, back.length - length);
            if (count < 0) {
                return false;
            }
            received.addAndGet(count);
            length += count;
        }
        if (!java.util.Arrays.equals(message, back)) {
            wrong.incrementAndGet();
        }
        return true;
    }

    long messages() {
        return messages.get();
    }

    /** Bytes that were sent and did not come back. */
    long missing() {
        return sent.get() - received.get();
    }

    long resets() {
        return resets.get();
    }

    long connected() {
        return connected.get();
    }

    long unserved() {
        return connected.get() - served.get();
    }

    @Override
    public String toString() {
        return String.format(
                "connections=%d served=%d messages=%d sent=%d received=%d reset=%d wrong=%d"
                        + " p50=%dus p99=%dus p99.9=%dus max=%dus",
                connected.get(),
                served.get(),
                messages.get(),
                sent.get(),
                received.get(),
                resets.get(),
                wrong.get(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
