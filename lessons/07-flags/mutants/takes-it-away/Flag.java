package lesson;

import signalkit.lessons.flags.StopFlag;

/** Forgets the request when it was read. */
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
        boolean seen = requested;
        requested = false;
        return seen ? reason : null;
    }
}
