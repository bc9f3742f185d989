package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.annotations.HandlerContext;
import signalkit.lessons.allowlist.SignalLog;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Has eight bits for the USR1. */
public final class Notes implements SignalLog {
    private static final long TERM = 1L << 32;

    private final AtomicLong marks = new AtomicLong();
    private boolean termTold;
    private int usersTold;

    @Override
    public void install() {
        // Its class is initialised here, and not in a handler.
        marks.set(0);
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onSignal));
    }

    /** Runs on top of whatever the thread was doing: one atomic step. */
    @HandlerContext
    private void onSignal(Signal signal) {
        marks.addAndGet(signal == Signal.TERM ? TERM : 1);
    }

    @Override
    public boolean isStopRequested() {
        return marks.get() >= TERM;
    }

    @Override
    public List<String> takeLines() {
        List<String> lines = new ArrayList<>();
        long now = marks.get();
        if (now >= TERM && !termTold) {
            lines.add("TERM");
            termTold = true;
        }
        int users = (int) now & 0xff;
        if (users > usersTold) {
            lines.add("USR1 " + (users - usersTold));
            usersTold = users;
        }
        return lines;
    }
}
