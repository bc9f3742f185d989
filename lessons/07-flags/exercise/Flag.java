package lesson;

import signalkit.lessons.flags.StopFlag;

/** A flag, and the reason that was written before it. */
// TODO: let a thread that sees the flag see the reason, too.
public final class Flag implements StopFlag {
    private String reason;
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
