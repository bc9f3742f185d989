package signalkit.echo.unsafe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server's account: what it counted, and one line for each transition.
 *
 * <p>The lines are a protocol for the parent process, so they go to standard output as they are;
 * what is meant for people goes through slf4j to standard error. Thread-safe, lock-free but for the
 * output stream's own lock.
 */
final class Journal {
    private static final long START = System.nanoTime();

    final AtomicLong accepted = new AtomicLong();
    final AtomicLong drained = new AtomicLong();
    final AtomicLong aborted = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong bytesIn = new AtomicLong();
    final AtomicLong bytesOut = new AtomicLong();
    final AtomicLong late = new AtomicLong();
    final AtomicLong submitted = new AtomicLong();
    final AtomicLong run = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();

    private final boolean quiet;
    private volatile String state = "STARTING";

    Journal(boolean quiet) {
        this.quiet = quiet;
    }

    /** Notes a transition that becomes the server's state. */
    void enter(String newState, String details) {
        state = newState;
        note(newState, details);
    }

    /** Writes one line; the time is in milliseconds on a monotonic clock, from the start. */
    void note(String event, String details) {
        if (!quiet || event.equals("READY") || event.equals("STOPPED")) {
            long millis = (System.nanoTime() - START) / 1_000_000;
            System.out.println(
                    event + " " + details + (details.isEmpty() ? "" : " ") + "t=" + millis);
        }
    }

    String state() {
        return state;
    }

    /** Connections that were accepted and are neither drained nor aborted nor refused. */
    long open() {
        return accepted.get() - drained.get() - aborted.get() - refused.get();
    }

    /** The counters of the last line, by their names there. */
    Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("accepted", accepted.get());
        counters.put("drained", drained.get());
        counters.put("aborted", aborted.get());
        counters.put("refused", refused.get());
        counters.put("bytes_in", bytesIn.get());
        counters.put("bytes_out", bytesOut.get());
        counters.put("late", late.get());
        counters.put("submitted", submitted.get());
        counters.put("run", run.get());
        counters.put("rejected", rejected.get());
        return counters;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counters()
                .forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
        return text.append("open=").append(open()).toString();
    }
}
