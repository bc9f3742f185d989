import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code raising_handler.c}. */
class RaisingHandler {
    public static void main(String[] arguments) {
        PosixProcess.main().run(RaisingHandler::program);
    }

    static void program() {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        s -> {
                            System.out.println("handler of " + s.number());
                            Signals.raise(Signal.USR2);
                        }));
        SignalSet usr2 = SignalSet.of(Signal.USR2);
        Signals.sigmask(How.BLOCK, usr2);
        Pthread waiter = Pthread.self();
        Pthread.create(
                "sender",
                () -> {
                    untilAsleep(waiter);
                    Signals.pthreadKill(waiter, Signal.USR1);
                });
        boolean taken = false;
        boolean interrupted = false;
        try {
            Signals.sigwaitinfo(usr2);
            taken = true;
        } catch (PosixException e) {
            interrupted = Errno.get() == Errno.EINTR;
        }
        System.out.println("taken: " + (taken ? 1 : 0) + ", EINTR: " + (interrupted ? 1 : 0));
        boolean pending = Signals.sigpending().contains(Signal.USR2);
        System.out.println("pending: " + (pending ? 1 : 0));
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
