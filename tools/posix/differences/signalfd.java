import java.time.Duration;
import java.util.List;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Poll;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.SignalFd;

/** The same as {@code signalfd.c}. */
class Signalfd {
    public static void main(String[] arguments) {
        PosixProcess.main().run(Signalfd::program);
    }

    static int readable(SignalFd signals) {
        return Poll.poll(List.of(signals), Duration.ZERO).size();
    }

    static void program() {
        SignalSet both = SignalSet.of(Signal.USR1, Signal.HUP, Signal.KILL);
        Signals.sigmask(How.BLOCK, both);
        SignalFd signals = new SignalFd(both);
        boolean none = signals.poll() == null && Errno.get() == Errno.EAGAIN;
        System.out.println("nothing: " + readable(signals) + ", EAGAIN " + (none ? 1 : 0));

        Signals.kill(Signal.HUP);
        Signals.kill(Signal.USR1);
        Signals.kill(Signal.USR1);
        System.out.println("readable: " + readable(signals));
        System.out.println("first: " + signals.poll().number());
        System.out.println("second: " + signals.poll().number());
        System.out.println("no third: " + readable(signals));

        Signals.raise(Signal.USR1);
        Signals.kill(Signal.HUP);
        System.out.println("the thread's own: " + signals.poll().number());
        System.out.println("the process's: " + signals.poll().number());

        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(s -> System.out.println("handler of " + s.number())));
        Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.USR1));
        Signals.raise(Signal.USR1);
        System.out.println("what is not blocked is handled: " + readable(signals));
    }
}
