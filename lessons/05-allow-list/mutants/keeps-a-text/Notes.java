package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.allowlist.SignalLog;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Notes signals, and puts the line about TERM together in a builder of its own. */
public final class Notes implements SignalLog {
    private final StringBuilder line = new StringBuilder();
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean term;
    private boolean termTold;

    @Override
    public void install() {
        // Its class is initialised here, and not in a handler.
        users.set(0);
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
    }

    /** Runs on top of whatever the thread was doing: a text, and one volatile write. */
    @HandlerContext
    private void onTerm(Signal signal) {
        line.append("TERM");
        term = true;
    }

    /** Runs on top of whatever the thread was doing: one atomic step. */
    @HandlerContext
    private void onUser(Signal signal) {
        users.incrementAndGet();
    }

    @Override
    public boolean isStopRequested() {
        return term;
    }

    @Override
    public List<String> takeLines() {
        List<String> lines = new ArrayList<>();
        if (term && !termTold) {
            lines.add("TERM");
            termTold = true;
        }
        // One step again: a signal between a get and a set would be lost.
        int count = users.getAndSet(0);
        if (count > 0) {
            lines.add("USR1 " + count);
        }
        return lines;
    }
}
