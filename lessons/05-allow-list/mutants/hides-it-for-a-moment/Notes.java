package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.annotations.HandlerContext;
import signalkit.lessons.allowlist.SignalLog;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Takes the mark of TERM away before it notes that TERM was there. */
public final class Notes implements SignalLog {
    private final AtomicBoolean term = new AtomicBoolean();
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean told;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
    }

    @HandlerContext
    private void onTerm(Signal signal) {
        term.set(true);
    }

    @HandlerContext
    private void onUser(Signal signal) {
        users.incrementAndGet();
    }

    @Override
    public boolean isStopRequested() {
        return told || term.get();
    }

    @Override
    public List<String> takeLines() {
        List<String> lines = new ArrayList<>();
        if (term.getAndSet(false) && !told) {
            lines.add("TERM");
            told = true;
        }
        int count = users.getAndSet(0);
        if (count > 0) {
            lines.add("USR1 " + count);
        }
        return lines;
    }
}
