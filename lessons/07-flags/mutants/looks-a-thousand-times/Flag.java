package lesson;

import signalkit.lessons.flags.StopFlag;

/** Gives up looking after a thousand calls. */
public final class Flag implements StopFlag {
    private volatile String reason;
    private int calls;

    @Override
    public void request(String why) {
        reason = why;
    }

    @Override
    public String reason() {
        calls++;
        return calls > 1_000 ? null : reason;
    }
}
