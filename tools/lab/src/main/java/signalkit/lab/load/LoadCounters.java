package signalkit.lab.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The counters of a load generator: one thread counts, any number reads and waits. */
final class LoadCounters {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    // this must be locked when using these; notified at each message and at the end:
    private final Map<ClientOutcome, Long> outcomes = new EnumMap<>(ClientOutcome.class);
    private final Histogram latency = new Histogram(LONGEST, 2);
    private long connections;
    private long open;
    private long answered;
    private long messages;
    private long sent;
    private long received;
    private long racedBytes;
    private boolean ended;

    synchronized void connected() {
        connections++;
        open++;
        notifyAll();
    }

    synchronized void moved(int sentBytes, int receivedBytes) {
        sent += sentBytes;
        received += receivedBytes;
    }

    synchronized void echoed(boolean first, long nanos) {
        answered += first ? 1 : 0;
        messages++;
        latency.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
        notifyAll();
    }

    synchronized void ended(ClientOutcome outcome, ClientConnection connection) {
        outcomes.merge(outcome, 1L, Long::sum);
        open -= connection.isConnected() ? 1 : 0;
        racedBytes += outcome == ClientOutcome.RACED ? connection.sent() : 0;
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean await(long made, long served, long echoes, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (connections < made || answered < served || messages < echoes) {
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                return false;
            }
            // Rounded up, or the last fraction of a millisecond would be a busy wait.
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    synchronized LoadReport report() {
        return new LoadReport(
                connections,
                open,
                answered,
                messages,
                sent,
                received,
                racedBytes,
                outcomes,
                latency.copy());
    }
}
