package signalkit.lessons.shutdownprotocol;

import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Two jobs that need each other, on two workers, and a stop when they have met. */
public final class MeetAndStop extends PoolScene {
    private static final int JOBS = 2;

    private final Mutex mutex = new Mutex("meeting");
    private final Cond met = new Cond("meeting");
    private final Job one = job(this::meet);
    private final Job other = job(this::meet);

    // mutex must be held when using this:
    private int arrived;

    @Override
    void use() {
        subject.start(JOBS);
        one.submit();
        other.submit();
        awaitMeeting();
        stop();
    }

    private void meet() {
        mutex.lock();
        arrived++;
        met.broadcast();
        while (arrived < JOBS) {
            met.await(mutex);
        }
        mutex.unlock();
    }

    private void awaitMeeting() {
        mutex.lock();
        while (arrived < JOBS) {
            met.await(mutex);
        }
        mutex.unlock();
    }
}
