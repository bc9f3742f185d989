package lesson;

import signalkit.lessons.flags.StopFlag;

/** A flag that is always up. */
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
        return "disk full";
    }
}
