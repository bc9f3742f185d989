package lesson;

import signalkit.lessons.flags.StopFlag;

/** Has no flag, and a plain reason. */
public final class Flag implements StopFlag {
    private String reason;

    @Override
    public void request(String why) {
        reason = why;
    }

    @Override
    public String reason() {
        return reason;
    }
}
