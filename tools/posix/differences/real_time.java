import java.util.concurrent.atomic.AtomicReference;
import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code real_time.c}. */
class RealTime {
    public static void main(String[] arguments) {
        PosixProcess.main().run(RealTime::program);
    }

    static void handler(Sigaction.Siginfo info) {
        int queued = info.code() == Sigaction.Code.QUEUE ? 1 : 0;
        int signal = info.signal().number();
        System.out.println(signal + ": queued " + queued + ", value " + info.value());
    }

    static void program() {
        Signal[] signals = {Signal.USR1, Signal.RTMIN, Signal.RTMIN_1};
        SignalSet all = SignalSet.of(signals);
        for (Signal signal : signals) {
            Sigaction action = Sigaction.siginfo(RealTime::handler);
            Signals.sigaction(signal, action.withMask(signals));
        }
        Signals.sigmask(How.BLOCK, all);
        Signals.sigqueue(Signal.RTMIN_1, 1);
        Signals.sigqueue(Signal.USR1, 2);
        Signals.sigqueue(Signal.RTMIN, 3);
        Signals.sigqueue(Signal.USR1, 4);
        Signals.sigqueue(Signal.RTMIN_1, 5);
        Signals.sigqueue(Signal.RTMIN, 6);
        AtomicReference<Sigaction.Siginfo> info = new AtomicReference<>();
        int taken = Signals.sigwaitinfo(all, info).number();
        System.out.println("taken: " + taken + ", value " + info.get().value());
        Signals.sigmask(How.UNBLOCK, all);

        Signals.sigmask(How.BLOCK, all);
        Signals.raise(Signal.RTMIN);
        Signals.sigwaitinfo(all, info);
        int user = info.get().code() == Sigaction.Code.USER ? 1 : 0;
        System.out.println("raised, and taken: SI_USER " + user);
    }
}
