package lesson;

import signalkit.lessons.flags.StopFlag;

/** Makes the wrong one of the two volatile. */
public final class Flag implements StopFlag {
    private volatile String reason;
    private boolean requested;

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
