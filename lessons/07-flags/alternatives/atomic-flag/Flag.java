package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.flags.StopFlag;

/** An atomic flag that publishes a plain reason. */
public final class Flag implements StopFlag {
    private String reason;
    private final AtomicBoolean requested = new AtomicBoolean();

    @Override
    public void request(String why) {
        reason = why;
        requested.set(true);
    }

    @Override
    public String reason() {
        return requested.get() ? reason : null;
    }
}
