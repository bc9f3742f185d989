package lesson;

import signalkit.lessons.flags.StopFlag;

/** A request to one flag is a request to all. */
public final class Flag implements StopFlag {
    private static volatile String reason;

    @Override
    public void request(String why) {
        reason = why;
    }

    @Override
    public String reason() {
        return reason;
    }
}
