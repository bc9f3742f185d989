package signalkit.echo.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import signalkit.echo.server.Drainable.Request;
import signalkit.event.Event;
import signalkit.event.EventBase;

/**
 * Serves many jobs in one event loop, until a request has ended the last of them.
 *
 * <p>Any thread may add jobs, which start on the dispatching one. A request reaches every job, also
 * those that arrive after it.
 */
final class SharedLoop {
    private final EventBase base;
    private final Journal journal;
    private final Event arrived;

    // Any thread uses these; the request is written with this locked:
    private final Queue<LoopJob> arrivals = new ConcurrentLinkedQueue<>();
    private volatile Request request;

    // Only the dispatching thread writes these; status pages read the size:
    private final Set<LoopJob> members = new HashSet<>();
    private volatile int size;

    // this must be locked when using it: after a close, the base may be gone.
    private boolean closed;

    /**
     * A loop without jobs.
     *
     * @param base used by several threads; whoever made it frees it
     * @param journal counts the jobs that start and logs what their callbacks throw
     */
    SharedLoop(EventBase base, Journal journal) {
        this.base = base;
        this.journal = journal;
        arrived = Event.timeout(base, this::takeArrivals);
    }

    /** Hands over a job, which starts in the next round. Any thread. */
    void add(LoopJob job) {
        arrivals.add(job);
        arrived.active(Event.READ);
    }

    /** Passes a request to each job. Any thread; ignored after {@link #close}. */
    synchronized void shutdown(Request asked) {
        if (!closed && request != Request.ABORT) {
            request = asked;
            base.once(Duration.ZERO, this::passRequest);
        }
    }

    /** Dispatches until every job has ended after a request, whatever a callback throws. */
    void run() {
        while (request == null || !members.isEmpty() || !arrivals.isEmpty()) {
            try {
                base.dispatchUntilEnded();
            } catch (RuntimeException e) {
                journal.failed(this, e);
            }
        }
    }

    /** How many jobs have started and have not ended. */
    int size() {
        return size;
    }

    /**
     * Lets go of the base and rejects the jobs that never started, when no thread dispatches or
     * adds any more. Requests are ignored from now on.
     */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (LoopJob job = arrivals.poll(); job != null; job = arrivals.poll()) {
            job.reject();
        }
    }

    private void passRequest() {
        List.copyOf(members).forEach(this::passRequest);
        takeArrivals();
    }

    /** Catches what a job throws, so that the next one gets the request, too. */
    private void passRequest(LoopJob job) {
        try {
            job.shutdown(request);
        } catch (RuntimeException e) {
            journal.failed(job, e);
        }
    }

    private void takeArrivals() {
        for (LoopJob job = arrivals.poll(); job != null; job = arrivals.poll()) {
            start(job);
            if (request != null) {
                passRequest(job);
            }
        }
        settle();
    }

    private void start(LoopJob job) {
        members.add(job);
        journal.run.incrementAndGet();
        try {
            job.start(base, () -> end(job));
        } catch (RuntimeException e) {
            journal.failed(job, e);
            job.abort();
        }
    }

    private void end(LoopJob job) {
        members.remove(job);
        settle();
    }

    private void settle() {
        size = members.size();
        if (request != null && members.isEmpty()) {
            base.loopBreak();
        }
    }

    @Override
    public String toString() {
        return base + " with " + size + " clients";
    }
}
