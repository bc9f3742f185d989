package signalkit.echo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's account: what it counted, and one line for each transition.
 *
 * <p>The lines are a protocol for the parent process, so they go to standard output as they are;
 * what is meant for people goes through slf4j to standard error. Thread-safe, lock-free but for the
 * output stream's own lock.
 */
public final class Journal {
    private static final long START = System.nanoTime();

    /** Connections that were accepted. */
    public final AtomicLong accepted = new AtomicLong();

    /** Connections that ended in order. */
    public final AtomicLong drained = new AtomicLong();

    /** Connections that were broken off. */
    public final AtomicLong aborted = new AtomicLong();

    /** Connections that were one too many. */
    public final AtomicLong refused = new AtomicLong();

    /** Bytes that were read. */
    public final AtomicLong bytesIn = new AtomicLong();

    /** Bytes that were written. */
    public final AtomicLong bytesOut = new AtomicLong();

    /** Bytes that came after this side had said goodbye. */
    public final AtomicLong late = new AtomicLong();

    /** Jobs that were meant for the queue. */
    public final AtomicLong submitted = new AtomicLong();

    /** Jobs that were run. */
    public final AtomicLong run = new AtomicLong();

    /** Jobs that the queue did not take. */
    public final AtomicLong rejected = new AtomicLong();

    private final boolean quiet;

    // Written by main and the signal waiter, read by any thread:
    private volatile ServerState state = ServerState.STARTING;

    /**
     * Starts slf4j when there is something to tell, and in one thread: when two start it at once,
     * it complains of that on standard error.
     */
    private static final class People {
        static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    }

    /**
     * An account of a server that starts.
     *
     * @param quiet whether to print READY and STOPPED only
     */
    public Journal(boolean quiet) {
        this.quiet = quiet;
    }

    /**
     * Notes a transition that becomes the server's state.
     *
     * @param newState its name is the first word of the line
     * @param details {@code key=value} pairs
     */
    public void enter(ServerState newState, String details) {
        state = newState;
        note(newState.name(), details);
    }

    /**
     * Writes one line; the time is in milliseconds on a monotonic clock, from the start.
     *
     * @param event the line's first word
     * @param details {@code key=value} pairs
     */
    public void note(String event, String details) {
        if (!quiet || event.equals("READY") || event.equals("STOPPED")) {
            long millis = (System.nanoTime() - START) / 1_000_000;
            System.out.println(event + " " + details + " t=" + millis);
        }
    }

    /**
     * Tells people of a failure that cost one job: in one line when the system refused something,
     * such as a descriptor, else with the stack.
     *
     * @param what failed
     * @param e why
     */
    public void failed(Object what, RuntimeException e) {
        if (e instanceof UncheckedIOException) {
            People.LOG.warn("{} failed: {}", what, e.getCause().getMessage());
        } else {
            People.LOG.error("{} failed", what, e);
        }
    }

    /**
     * Tells people that accepting failed, which cost nothing yet.
     *
     * @param e why
     */
    public void warn(IOException e) {
        People.LOG.warn("accept: {}", e.getMessage());
    }

    /**
     * The last transition.
     *
     * @return {@link ServerState#STARTING} before the first one
     */
    public ServerState state() {
        return state;
    }

    /**
     * Connections that were accepted and are neither drained nor aborted nor refused.
     *
     * @return 0 or more
     */
    public long open() {
        long ended = drained.get() + aborted.get() + refused.get();
        return accepted.get() - ended; // read last, as in counters()
    }

    /**
     * The counters of the last line, by their names there.
     *
     * @return in the order of that line; no count of ends exceeds that of beginnings
     */
    public Map<String, Long> counters() {
        // What ends is read before what begins, so that whatever has ended is seen to have begun.
        long drainedNow = drained.get();
        long abortedNow = aborted.get();
        long refusedNow = refused.get();
        long runNow = run.get();
        long rejectedNow = rejected.get();
        long bytesOutNow = bytesOut.get();
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("accepted", accepted.get());
        counters.put("drained", drainedNow);
        counters.put("aborted", abortedNow);
        counters.put("refused", refusedNow);
        counters.put("bytes_in", bytesIn.get());
        counters.put("bytes_out", bytesOutNow);
        counters.put("late", late.get());
        counters.put("submitted", submitted.get());
        counters.put("run", runNow);
        counters.put("rejected", rejectedNow);
        return counters;
    }

    @Override
    public String toString() {
        Map<String, Long> counters = counters();
        StringBuilder text = new StringBuilder();
        counters.forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
        long ended = counters.get("drained") + counters.get("aborted") + counters.get("refused");
        return text.append("open=").append(counters.get("accepted") - ended).toString();
    }
}
