package lesson;

import signalkit.lessons.flags.StopFlag;

/** Publishes an immutable object in a volatile field. */
public final class Flag implements StopFlag {
    private record Stop(String reason) {}

    private volatile Stop stop;

    @Override
    public void request(String why) {
        stop = new Stop(why);
    }

    @Override
    public String reason() {
        Stop now = stop;
        return now == null ? null : now.reason();
    }
}
