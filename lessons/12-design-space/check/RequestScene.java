package signalkit.lessons.designspace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** A loop of the learner's, and an account of what it has served and when it ended. */
abstract class RequestScene extends Scene<RequestLoop> {
    /** The numbers of requests are smaller. */
    static final int REQUESTS = 128;

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final AtomicIntegerArray times = new AtomicIntegerArray(REQUESTS);
    private final AtomicBoolean mayEnd = new AtomicBoolean();
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final AtomicBoolean isLate = new AtomicBoolean();

    /** Posted for each request that was served. */
    final Sem served = new Sem("served", 0);

    /** With the learner's loop. */
    protected RequestScene() {
        super(RequestLoop.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.prepare();
        plan.always("run returns after TERM", () -> mayEnd.get() || !hasEnded.get());
        plan.always("no request is served twice", this::isNoneServedTwice);
        plan.atEnd("run has returned", hasEnded::get);
        plan.atEnd("all is served before run returns", () -> !isLate.get());
        scene(plan);
    }

    /** Says which threads there are and which signals arrive. */
    abstract void scene(Plan plan);

    /** What main does: it serves until the loop ends. */
    final void serve() {
        serve(request -> {});
    }

    /** The same, and does more for each request. */
    final void serve(IntConsumer more) {
        subject.run(
                request -> {
                    more.accept(request);
                    times.incrementAndGet(request);
                    served.post();
                });
        hasEnded.set(true);
    }

    /** Takes a moment, and notes whether run has returned by then. */
    final void requireInTime() {
        try {
            Signals.nanosleep(MOMENT);
        } catch (PosixException e) {
            // A handler has run: that was a moment, too.
        }
        if (hasEnded.get()) {
            isLate.set(true);
        }
    }

    /** Lets run return from now on. */
    final void mayEnd() {
        mayEnd.set(true);
    }

    /** Sends TERM to the process. */
    final void term() {
        mayEnd();
        Signals.kill(Signal.TERM);
    }

    /** Whether the request was served once. */
    final boolean isServed(int request) {
        return times.get(request) == 1;
    }

    /** Waits for a post, whichever handlers run meanwhile. */
    static void awaitPost(Sem sem) {
        while (true) {
            try {
                sem.await();
                return;
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    /** How many times a request of the same number is submitted, at most. */
    int most() {
        return 1;
    }

    /** How many requests of that number were served. */
    final int times(int request) {
        return times.get(request);
    }

    private boolean isNoneServedTwice() {
        for (int i = 0; i < REQUESTS; i++) {
            if (times.get(i) > most()) {
                return false;
            }
        }
        return true;
    }
}
