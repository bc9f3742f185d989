package lesson;

import signalkit.lessons.flags.StopFlag;

/** Locks where it writes, and reads without the lock. */
public final class Flag implements StopFlag {
    private String reason;
    private boolean requested;

    @Override
    public void request(String why) {
        synchronized (this) {
            reason = why;
            requested = true;
        }
    }

    @Override
    public String reason() {
        return requested ? reason : null;
    }
}
