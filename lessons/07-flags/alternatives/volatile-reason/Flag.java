package lesson;

import signalkit.lessons.flags.StopFlag;

/** One field is enough: there is a reason, or there is none. */
public final class Flag implements StopFlag {
    private volatile String reason;

    @Override
    public void request(String why) {
        reason = why;
    }

    @Override
    public String reason() {
        return reason;
    }
}
