package lesson;

import signalkit.lessons.flags.StopFlag;

/** One monitor for both, which is right between threads and not in a handler. */
public final class Flag implements StopFlag {
    private String reason;
    private boolean requested;

    @Override
    public synchronized void request(String why) {
        reason = why;
        requested = true;
    }

    @Override
    public synchronized String reason() {
        return requested ? reason : null;
    }
}
