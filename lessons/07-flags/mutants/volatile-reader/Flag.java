package lesson;

import signalkit.lessons.flags.StopFlag;

/** Makes a volatile write after the flag, and never reads it. */
public final class Flag implements StopFlag {
    private String reason;
    private boolean requested;
    private volatile int written;

    @Override
    public void request(String why) {
        reason = why;
        requested = true;
        written = 1;
    }

    @Override
    public String reason() {
        return requested ? reason : null;
    }
}
