import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalHandler;
import signalkit.posix.Signals;
import signalkit.posix.old.OldSignals;

/** The same as {@code old_calls.c}. */
class OldCalls {
    static final SignalHandler HANDLER =
            signal -> System.out.println("handler of " + signal.number());

    public static void main(String[] arguments) {
        PosixProcess.main().run(OldCalls::program);
    }

    static String name(SignalHandler old) {
        return old == OldSignals.SIG_DFL
                ? "DFL"
                : old == OldSignals.SIG_IGN
                        ? "IGN"
                        : old == OldSignals.SIG_HOLD ? "HOLD" : old == HANDLER ? "handler" : "?";
    }

    static void look() {
        Sigaction action = Signals.sigaction(Signal.USR1);
        String disposition =
                switch (action.disposition()) {
                    case DEFAULT -> "DFL";
                    case IGNORE -> "IGN";
                    case HANDLER -> name(action.handler());
                };
        boolean restarts = action.flags().contains(Sigaction.Flag.RESTART);
        boolean itself = action.mask().contains(Signal.USR1);
        boolean blocked = Signals.sigmask().contains(Signal.USR1);
        System.out.println(
                "  "
                        + disposition
                        + ", restarts: "
                        + (restarts ? 1 : 0)
                        + ", blocks itself: "
                        + (itself ? 1 : 0)
                        + ", blocked: "
                        + (blocked ? 1 : 0));
    }

    static void old(String call, SignalHandler before) {
        System.out.println(call + ": " + name(before));
        look();
    }

    static void program() {
        old("signal", OldSignals.signal(Signal.USR1, HANDLER));
        Signals.raise(Signal.USR1);
        Signals.raise(Signal.USR1); // the action stays, which System V's signal would not let it
        old("sigset HOLD", OldSignals.sigset(Signal.USR1, OldSignals.SIG_HOLD));
        Signals.raise(Signal.USR1);
        old("sigset", OldSignals.sigset(Signal.USR1, HANDLER)); // unblocks it
        OldSignals.sighold(Signal.USR1);
        look();
        Signals.raise(Signal.USR1);
        Signals.raise(Signal.USR1);
        OldSignals.sigrelse(Signal.USR1);
        OldSignals.sighold(Signal.USR1);
        Signals.raise(Signal.USR1);
        OldSignals.sigignore(Signal.USR1); // what is pending is gone
        OldSignals.sigrelse(Signal.USR1);
        look();
        try {
            OldSignals.signal(Signal.KILL, HANDLER);
        } catch (PosixException e) {
            System.out.println("KILL: 1, EINVAL: " + (Errno.get() == Errno.EINVAL ? 1 : 0));
        }
        OldSignals.sighold(Signal.KILL);
        System.out.println("sighold KILL: 0");
        old("signal", OldSignals.signal(Signal.USR1, OldSignals.SIG_DFL));
        Signals.raise(Signal.USR1);
        System.out.println("not here");
    }
}
