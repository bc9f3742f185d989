package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Counts packets; the alarm comes after the second one, or does it? */
public final class Login implements LoginSession {
    private Heap heap;
    private int packets;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.IGNORE);
    }

    @Override
    public boolean packet() {
        packets++;
        if (packets <= 2) {
            heap.allocate();
        }
        if (packets == 3) {
            heap.log();
        }
        return packets <= 2;
    }
}
