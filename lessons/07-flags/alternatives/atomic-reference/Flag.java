package lesson;

import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.flags.StopFlag;

/** The same with an atomic. */
public final class Flag implements StopFlag {
    private final AtomicReference<String> reason = new AtomicReference<>();

    @Override
    public void request(String why) {
        reason.set(why);
    }

    @Override
    public String reason() {
        return reason.get();
    }
}
