package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.allowlist.SignalLog;
import signalkit.annotations.HandlerContext;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Unblocks both signals when it installs the handlers. */
public final class Notes implements SignalLog {
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean term;
    private boolean termTold;

    @Override
    public void install() {
        // Its class is initialised here, and not in a handler.
        users.set(0);
        Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM, Signal.USR1));
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
    }

    /** Runs on top of whatever the thread was doing: one volatile write. */
    @HandlerContext
    private void onTerm(Signal signal) {
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
