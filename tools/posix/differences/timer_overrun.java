import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.time.IntervalTimer;

/** The same as {@code timer_overrun.c}. */
class TimerOverrun {
    public static void main(String[] arguments) {
        PosixProcess.main().run(TimerOverrun::program);
    }

    static void set(IntervalTimer timer, long value, long interval) {
        timer.settime(Duration.ofMillis(value), Duration.ofMillis(interval));
    }

    /** How many signals are taken until none is pending. */
    static int taken(SignalSet set) {
        int count = 0;
        while (true) {
            try {
                Signals.sigtimedwait(set, Duration.ZERO);
                count++;
            } catch (PosixException none) {
                return count;
            }
        }
    }

    static void program() {
        SignalSet both = SignalSet.of(Signal.USR1, Signal.RTMIN);
        Signals.sigmask(How.BLOCK, both);
        IntervalTimer often = new IntervalTimer(Signal.RTMIN);
        IntervalTimer once = new IntervalTimer(Signal.USR1);
        IntervalTimer too = new IntervalTimer(Signal.USR1);
        set(often, 1, 1);
        Signals.nanosleep(Duration.ofMillis(50));
        int before = often.getoverrun(); // of what was taken: nothing
        AtomicReference<Sigaction.Siginfo> info = new AtomicReference<>();
        Signals.sigwaitinfo(both, info);
        int timer = info.get().code() == Sigaction.Code.TIMER ? 1 : 0;
        int after = often.getoverrun() >= 10 ? 1 : 0;
        set(often, 0, 0);
        System.out.println("timer: " + timer + ", overrun before: " + before + ", after: " + after);
        taken(both);
        Signals.kill(Signal.USR1);
        set(once, 1, 0);
        set(too, 1, 0);
        Signals.nanosleep(Duration.ofMillis(30));
        Signals.kill(Signal.USR1); // merges
        int count = taken(both);
        int pending = Signals.sigpending().contains(Signal.USR1) ? 1 : 0;
        System.out.println("USR1: " + count + ", pending: " + pending);
    }
}
