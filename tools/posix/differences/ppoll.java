import java.time.Duration;
import java.util.List;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code ppoll.c}. */
class Ppoll {
    private static final Duration DAY = Duration.ofDays(1);

    public static void main(String[] arguments) {
        PosixProcess.main().run(Ppoll::program);
    }

    static void program() {
        Pipe input = new Pipe();
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(s -> System.out.println("handler of " + s.number()))
                        .withFlags(Sigaction.Flag.RESTART));
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));

        Signals.raise(Signal.USR1);
        input.write((byte) 'x');
        System.out.println("a byte and a signal: " + ppoll(input, DAY));
        boolean pending = Signals.sigpending().contains(Signal.USR1);
        System.out.println("still pending: " + (pending ? 1 : 0));

        input.read();
        System.out.println("a signal, and no time: " + ppoll(input, Duration.ZERO));
        System.out.println("nothing, and no time: " + ppoll(input, Duration.ZERO));
        Signals.raise(Signal.USR1);
        System.out.println("a signal: " + ppoll(input, DAY));
        Signals.raise(Signal.USR1);
        int ready = Poll.poll(List.of(input), Duration.ZERO).size();
        System.out.println("poll leaves it blocked: " + ready);
    }

    static String ppoll(Pipe input, Duration timeout) {
        try {
            return "" + Poll.ppoll(List.of(input), timeout, SignalSet.EMPTY).size();
        } catch (PosixException e) {
            return "EINTR " + (e.errno() == Errno.EINTR ? 1 : 0);
        }
    }
}
