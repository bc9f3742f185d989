package signalkit.lessons.casestudy;

import java.time.Duration;
import signalkit.explorer.Plan;
import signalkit.posix.Signals;

/** A slow session: packets, years without one, and then more alarms than one. */
public final class SlowLogin extends LoginScene {
    private static final int PACKETS = 20;
    private static final int ALARMS = 5;
    private static final Duration PAUSE = Duration.ofDays(10_000);

    @Override
    void serve() {
        for (int i = 0; i < PACKETS; i++) {
            packet();
        }
        Signals.nanosleep(PAUSE);
        packet();
        for (int i = 0; i < ALARMS; i++) {
            ring();
            packet();
        }
    }

    @Override
    void arrange(Plan plan) {
        expectService(plan);
    }
}
