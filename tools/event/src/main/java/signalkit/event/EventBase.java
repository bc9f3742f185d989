package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayDeque;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * An event loop: libevent's {@code event_base}.
 *
 * <p>One thread dispatches; callbacks run on it, one after the other. Other threads may call {@link
 * #once}, {@link #loopExit} and {@link #loopBreak} after {@link #useThreads}; without it these
 * calls neither lock nor wake a sleeping loop, so from another thread they corrupt the base or are
 * lost (libevent documents both). A handler that runs on top of the dispatching thread interrupts
 * its wait, which reports EINTR, and the loop looks at its timers again.
 */
public final class EventBase {
    private final String name;
    private final Scheduler scheduler = Pthread.self().process().scheduler();
    private final SignalEvents signals = new SignalEvents(this::signalCaught);
    private final Poller poller;

    // Guarded by mutex, if there is one; else nothing guards them:
    private final TimerQueue timers = new TimerQueue();
    private final ArrayDeque<Event> active = new ArrayDeque<>();

    // Written as those above; the dispatching thread reads them without, to see what there is:
    private volatile int events;
    private volatile boolean anyActive;

    // Only the dispatching thread uses these:
    private final ArrayDeque<Event> ready = new ArrayDeque<>();
    private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
    private long roundTime;

    private volatile Mutex mutex;
    private volatile Pthread dispatcher;
    private volatile int round; // only the dispatching thread writes it
    private volatile boolean gotExit;
    private volatile boolean gotBreak;
    private volatile boolean freed;

    /**
     * An empty base: {@code event_base_new}.
     *
     * @param name for lock tables and messages
     */
    public EventBase(String name) {
        this.name = name;
        poller =
                scheduler.isControlled()
                        ? new ParkingPoller(this, scheduler, () -> !gotBreak && isIdle())
                        : new SelectorPoller();
    }

    /** A base that waits with a poller of the caller's. */
    EventBase(String name, Poller poller) {
        this.name = name;
        this.poller = poller;
    }

    /**
     * Makes this base usable from several threads: {@code evthread_use_pthreads}.
     *
     * <p>From now on its structures have a lock, and a change from outside wakes the loop.
     */
    public void useThreads() {
        enter();
        if (mutex == null) {
            mutex = new Mutex("evbase " + name);
        }
    }

    /**
     * Takes the descriptors of a wait; the first dispatch does so otherwise.
     *
     * @throws IOException when none are left
     */
    public void open() throws IOException {
        enter();
        poller.open();
    }

    /**
     * Runs the loop until no events are left or somebody ends it: {@code event_base_dispatch}.
     *
     * @throws IllegalStateException when a thread is dispatching already
     */
    public void dispatch() {
        loop(true);
    }

    /**
     * Runs the loop until somebody ends it, also while there are no events: {@code event_base_loop}
     * with EVLOOP_NO_EXIT_ON_EMPTY.
     *
     * @throws IllegalStateException when a thread is dispatching already
     */
    public void dispatchUntilEnded() {
        loop(false);
    }

    private void loop(boolean endsWhenEmpty) {
        enter();
        if (dispatcher != null) {
            throw new IllegalStateException(
                    "evbase " + name + " is dispatched by " + dispatcher + " already");
        }
        dispatcher = Pthread.self();
        gotExit = false;
        gotBreak = false;
        try {
            poller.open(); // a wake-up before the first wait must find something to wake
            while (!gotExit && !gotBreak && !(endsWhenEmpty && isEmpty())) {
                await();
                round = round + 1; // by this thread alone
                boolean anyCaught = signals.isReadable();
                takeTimers();
                runActive(true);
                runReady();
                takeSignals(anyCaught); // behind the timers, as in libevent
                runActive(false);
                runDeferred();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dispatcher = null;
        }
    }

    /**
     * Ends the loop after some time: {@code event_base_loopexit}. It is a timer, as in libevent
     * 2.0, so the callbacks of the round in which it fires still run.
     *
     * @param after how long from now; zero or null for the next round
     */
    public void loopExit(Duration after) {
        once(after, () -> gotExit = true);
    }

    /** Ends the loop after the current callback: {@code event_base_loopbreak}. */
    public void loopBreak() {
        enter();
        gotBreak = true;
        notifyLoop();
    }

    /**
     * Whether the last loop was ended by {@link #loopExit}.
     *
     * @return {@code event_base_got_exit}
     */
    public boolean gotExit() {
        return gotExit;
    }

    /**
     * Whether the last loop was ended by {@link #loopBreak}.
     *
     * @return {@code event_base_got_break}
     */
    public boolean gotBreak() {
        return gotBreak;
    }

    /**
     * Runs a callback once, in the loop: {@code event_base_once}.
     *
     * @param after how long from now; zero or null for the next round
     * @param callback runs on the dispatching thread
     */
    public void once(Duration after, Runnable callback) {
        enter();
        Event event = Event.timeout(this, callback);
        Points.point(Op.IO, this);
        event.add(after == null ? Duration.ZERO : after);
    }

    /**
     * Frees the base: {@code event_base_free}. Every later call reports a use after free.
     *
     * <p>Must not be called while a thread dispatches.
     */
    public void free() {
        enter();
        freed = true;
        signals.close();
        timers.clear();
        active.clear();
        ready.clear();
        deferred.clear();
        poller.close();
        if (mutex != null) {
            mutex.destroy(); // whatever it answers, as libevent: a lock still in use keeps its row
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Every call begins here: a point, and a look whether the base is still there. */
    void enter() {
        Points.point(Op.IO, this);
        if (freed) {
            throw new IllegalStateException("use after free: evbase " + name);
        }
    }

    long now() {
        return scheduler.nanoTime();
    }

    void lock() {
        Mutex lock = mutex;
        if (lock != null) {
            lock.lock();
        }
    }

    void unlock() {
        Mutex lock = mutex;
        if (lock != null) {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock();
        try {
            change.run();
        } finally {
            unlock();
        }
    }

    /** Counts an event that was added; a loop with none returns. */
    void count(int change) {
        events = events + change; // under the lock, so nothing comes between
    }

    void schedule(Event event) {
        timers.add(event);
    }

    void unschedule(Event event) {
        timers.remove(event);
    }

    void activate(Event event) {
        if (!event.isActive) {
            event.isActive = true;
            event.activeSince = round;
            active.add(event);
            anyActive = true;
        }
    }

    void deactivate(Event event) {
        if (event.isActive) {
            event.isActive = false;
            active.remove(event);
            anyActive = !active.isEmpty();
        }
    }

    /** The selector found a channel ready; its event fires in this round, unless it is deleted. */
    void ready(Event event) {
        ready.add(event);
    }

    /** Runs something on the dispatching thread, which calls this, at the end of the round. */
    void defer(Runnable callback) {
        deferred.add(callback);
    }

    /** When this round began, on the clock of {@link #now}: good enough for an idle timeout. */
    long roundTime() {
        return roundTime;
    }

    /** Wakes the loop for a change from another thread, if this base knows about threads. */
    void notifyLoop() {
        Pthread loop = dispatcher;
        if (mutex != null && loop != null && loop != Pthread.self()) {
            poller.wakeUp(loop);
        }
    }

    /** A handler has written to the pipe of the signals, on whichever thread it ran. */
    private void signalCaught() {
        Pthread loop = dispatcher;
        if (loop != null) {
            poller.wakeUp(loop);
        }
    }

    SelectionKey register(SelectableChannel channel) throws IOException {
        return poller.register(channel);
    }

    void deregister(SelectableChannel channel) {
        poller.deregister(channel);
    }

    /** Where the signals of this base arrive. */
    SignalEvents signals() {
        return signals;
    }

    private boolean isEmpty() {
        return events == 0 && !anyActive && deferred.isEmpty();
    }

    private boolean isIdle() {
        return !anyActive && deferred.isEmpty() && !signals.isReadable();
    }

    /** Nanoseconds to the first timer; NEVER when there is none. */
    private long untilFirstTimer() {
        return timers.isEmpty() ? Scheduler.NEVER : timers.untilFirst(now());
    }

    private void await() {
        long nanos = isIdle() ? untilFirstTimer() : 0;
        // The break comes last: a handler on top of the look at the timers may have made it.
        if (poller.await(dispatcher, gotBreak ? 0 : nanos) != Errno.NONE) {
            Points.point();
            if (Errno.get() != Errno.EINTR) {
                throw new IllegalStateException("evbase " + name + ": wait failed: " + Errno.get());
            }
        }
    }

    private void takeSignals(boolean anyCaught) {
        if (anyCaught && !gotBreak) {
            locked(signals::take);
        }
    }

    private void takeTimers() {
        roundTime = now();
        if (!timers.isEmpty() && timers.untilFirst(roundTime) == 0) {
            locked(() -> timers.take(roundTime));
        }
    }

    private void runReady() {
        for (Event event = ready.poll(); event != null; event = ready.poll()) {
            event.fireReady(gotBreak);
        }
    }

    /**
     * Runs what is active, also what becomes active meanwhile.
     *
     * @param early only what was active before the wait, which comes before the ready channels
     */
    private void runActive(boolean early) {
        while (anyActive && !gotBreak) {
            Event event = next(early);
            if (event == null) {
                return;
            }
            event.fire();
        }
    }

    private void runDeferred() {
        for (int left = deferred.size(); left > 0 && !gotBreak && !deferred.isEmpty(); left--) {
            deferred.remove().run();
        }
    }

    private Event next(boolean early) {
        lock();
        try {
            Event event = active.peek();
            if (event == null || early && event.activeSince == round) {
                return null;
            }
            active.remove();
            event.isActive = false;
            anyActive = !active.isEmpty();
            return event;
        } finally {
            unlock();
        }
    }
}
