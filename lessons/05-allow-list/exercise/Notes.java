package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.allowlist.SignalLog;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Notes signals in a handler, and tells of them from ordinary code. */
// TODO: let the handler leave a mark, and nothing else.
public final class Notes implements SignalLog {
    private final Mutex mutex = new Mutex("notes");
    private boolean term;
    private boolean termTold;
    private int users;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onSignal));
    }

    /** Runs on top of whatever the thread was doing; that may be any line below. */
    @HandlerContext
    private void onSignal(Signal signal) {
        mutex.lock();
        if (signal == Signal.TERM) {
            term = true;
        } else {
            users++;
        }
        mutex.unlock();
    }

    @Override
    public boolean isStopRequested() {
        mutex.lock();
        boolean stop = term;
        mutex.unlock();
        return stop;
    }

    @Override
    public List<String> takeLines() {
        List<String> lines = new ArrayList<>();
        mutex.lock();
        if (term && !termTold) {
            lines.add("TERM");
            termTold = true;
        }
        if (users > 0) {
            lines.add("USR1 " + users);
            users = 0;
        }
        mutex.unlock();
        return lines;
    }
}
