package lesson;

import signalkit.lessons.flags.StopFlag;

/** Reads the reason before it looks at the flag. */
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
        String why = reason;
        return requested ? why : null;
    }
}
