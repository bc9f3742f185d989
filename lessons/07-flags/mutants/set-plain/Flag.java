package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.flags.StopFlag;

/** Raises an atomic flag as if it were a plain field. */
public final class Flag implements StopFlag {
    private String reason;
    private final AtomicBoolean requested = new AtomicBoolean();

    @Override
    public void request(String why) {
        reason = why;
        requested.setPlain(true);
    }

    @Override
    public String reason() {
        return requested.getPlain() ? reason : null;
    }
}
