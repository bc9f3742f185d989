package signalkit.lessons.waitinloop;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Threads that share a budget of the learner's, and an account of what each one has. */
abstract class Reservations extends Scene<Budget> {
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger used = new AtomicInteger();

    /** With the learner's budget. */
    protected Reservations() {
        super(Budget.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.show("used", used::get);
        plan.always("no more bytes are in use than there are", () -> used.get() <= given.get());
        threads(plan);
    }

    /** Says which threads there are and what they reserve. */
    abstract void threads(Plan plan);

    /** Adds new bytes to the budget. */
    final void give(int bytes) {
        given.addAndGet(bytes);
        subject.release(bytes);
    }

    /** Waits for bytes, and has them from then on. */
    final void reserve(int bytes) {
        subject.reserve(bytes);
        used.addAndGet(bytes);
    }

    /** Gives bytes back that some thread has reserved. */
    final void release(int bytes) {
        used.addAndGet(-bytes);
        subject.release(bytes);
    }

    /** Reserves bytes and gives them back. */
    final void use(int bytes) {
        reserve(bytes);
        release(bytes);
    }

    /** Lets all others continue until none of them can. */
    static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
