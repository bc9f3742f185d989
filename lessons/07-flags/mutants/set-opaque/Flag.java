package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.flags.StopFlag;

/** Raises an atomic flag in the weakest way but one, which orders nothing. */
public final class Flag implements StopFlag {
    private String reason;
    private final AtomicBoolean requested = new AtomicBoolean();

    @Override
    public void request(String why) {
        reason = why;
        requested.setOpaque(true);
    }

    @Override
    public String reason() {
        return requested.getOpaque() ? reason : null;
    }
}
