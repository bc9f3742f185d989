package lesson;

import signalkit.lessons.flags.StopFlag;

/** A flag, and the reason that was written before it. */
public final class Flag implements StopFlag {
    private String reason;
    private volatile boolean requested;

    @Override
    public void request(String why) {
        reason = why;
        requested = true;
    }

    @Override
    public String reason() {
        return requested ? reason : null;
    }
}
