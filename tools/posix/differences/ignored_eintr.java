import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code ignored_eintr.c}. */
class IgnoredEintr {
    public static void main(String[] arguments) {
        PosixProcess.main().run(IgnoredEintr::program);
    }

    static void program() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.URG));
        Pthread waiter = Pthread.create("waiter", IgnoredEintr::waiter);
        untilAsleep(waiter);
        Signals.kill(Signal.URG);
        waiter.join();
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    static void waiter() {
        SignalSet usr1 = SignalSet.of(Signal.USR1);
        Signals.sigmask(How.SETMASK, usr1); // URG is open here, and ignored
        boolean taken = false;
        boolean interrupted = false;
        try {
            Signals.sigwaitinfo(usr1);
            taken = true;
        } catch (PosixException e) {
            interrupted = Errno.get() == Errno.EINTR;
        }
        System.out.println("taken: " + (taken ? 1 : 0) + ", EINTR: " + (interrupted ? 1 : 0));
    }
}
