package lesson;

import signalkit.lessons.flags.StopFlag;

/** Locks where it reads and where it writes, but not the same lock. */
public final class Flag implements StopFlag {
    private String reason;
    private boolean requested;
    private final Object writing = new Object();
    private final Object reading = new Object();

    @Override
    public void request(String why) {
        synchronized (writing) {
            reason = why;
            requested = true;
        }
    }

    @Override
    public String reason() {
        synchronized (reading) {
            return requested ? reason : null;
        }
    }
}
