package signalkit.echo.server;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import signalkit.event.Event;
import signalkit.event.EventBase;

/**
 * An event base that serves many members, such as connections, and ends with the last of them.
 *
 * <p>Members may be added by any thread and begin on the dispatching one. Asked for something, each
 * member is, those that arrive later too; when none is left after that, {@link #run} returns.
 *
 * @param <M> the members
 */
public final class SharedLoop<M> {
    private final EventBase base;
    private final Event arrived;
    private final Consumer<M> onArrival;

    // Any thread uses these:
    private final Queue<M> arrivals = new ConcurrentLinkedQueue<>();
    private volatile Consumer<M> request;
    private volatile int size;

    // Only the dispatching thread uses these:
    private final Set<M> members = new HashSet<>();
    private Consumer<RuntimeException> onFailure;

    /**
     * A loop without members, with the descriptors for its waits: {@link #run} lacks none later.
     *
     * @param name of the base
     * @param onArrival called on the dispatching thread for each member that was added
     * @throws IOException when there are no descriptors left
     */
    public SharedLoop(String name, Consumer<M> onArrival) throws IOException {
        this.onArrival = onArrival;
        base = new EventBase(name);
        base.useThreads();
        base.open();
        arrived = Event.timeout(base, this::takeArrivals);
    }

    /**
     * Where the members have their events.
     *
     * @return the base, usable by several threads
     */
    public EventBase base() {
        return base;
    }

    /**
     * Hands over a member. Any thread, until {@link #close}; never waits.
     *
     * @param member begins in the next round
     */
    public void add(M member) {
        arrivals.add(member);
        arrived.active(Event.READ);
    }

    /**
     * Forgets a member that has ended. The dispatching thread.
     *
     * @param member no other thread may have it
     */
    public void remove(M member) {
        members.remove(member);
        settle();
    }

    /**
     * Asks each member for something that leads to its end. Any thread; never waits.
     *
     * @param what called on the dispatching thread; after another request, instead of that one for
     *     those that arrive later
     */
    public void ask(Consumer<M> what) {
        request = what;
        base.once(
                Duration.ZERO,
                () -> {
                    List.copyOf(members).forEach(member -> call(what, member));
                    takeArrivals();
                });
    }

    /**
     * Dispatches until every member has ended after a request.
     *
     * @param onThrow told what a callback threw; the loop goes on
     */
    public void run(Consumer<RuntimeException> onThrow) {
        onFailure = onThrow;
        while (request == null || !members.isEmpty() || !arrivals.isEmpty()) {
            try {
                base.dispatchUntilEnded();
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
        }
    }

    /**
     * How many members there are.
     *
     * @return those that have arrived and have not ended
     */
    public int size() {
        return size;
    }

    /**
     * Frees the base; no thread may dispatch it or add to it any more.
     *
     * @param left called for each member that was added and never arrived
     */
    public void close(Consumer<M> left) {
        for (M member = arrivals.poll(); member != null; member = arrivals.poll()) {
            left.accept(member);
        }
        base.free();
    }

    private void takeArrivals() {
        for (M member = arrivals.poll(); member != null; member = arrivals.poll()) {
            members.add(member);
            call(onArrival, member);
            Consumer<M> asked = request;
            if (asked != null) {
                call(asked, member);
            }
        }
        settle();
    }

    /** What one member throws keeps nothing from the others. */
    private void call(Consumer<M> what, M member) {
        try {
            what.accept(member);
        } catch (RuntimeException e) {
            onFailure.accept(e);
        }
    }

    private void settle() {
        size = members.size();
        if (request != null && members.isEmpty()) {
            base.loopBreak();
        }
    }
}
