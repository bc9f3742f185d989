package signalkit.lessons.lostwakeup;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Another thread sends TERM once the main one has begun, and no wait ends before. */
public final class TermLater extends Scene<StopWait> {
    private final Mutex mutex = new Mutex("begun");
    private final Cond changed = new Cond("begun");

    // mutex must be held when using these:
    private Pthread waiter;
    private boolean sent;

    private boolean inTime;

    /** With the learner's wait. */
    public TermLater() {
        super(StopWait.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(this::await);
        plan.thread("sender", this::send);
        plan.atEnd("the wait ended after TERM was sent, and not before", () -> inTime);
    }

    private void await() {
        mutex.lock();
        waiter = Pthread.self();
        changed.signal();
        mutex.unlock();
        subject.await();
        mutex.lock();
        inTime = sent;
        mutex.unlock();
    }

    private void send() {
        mutex.lock();
        while (waiter == null) {
            changed.await(mutex);
        }
        sent = true;
        mutex.unlock();
        Signals.pthreadKill(waiter, Signal.TERM);
    }
}
