package lesson;

import signalkit.lessons.flags.StopFlag;

/** Raises the flag before there is a reason. */
public final class Flag implements StopFlag {
    private String reason;
    private volatile boolean requested;

    @Override
    public void request(String why) {
        requested = true;
        reason = why;
    }

    @Override
    public String reason() {
        return requested ? reason : null;
    }
}
