import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code sigwait_unblocked.c}. */
class SigwaitUnblocked {
    public static void main(String[] arguments) {
        PosixProcess.main().run(SigwaitUnblocked::program);
    }

    static void program() {
        Pthread waiter = Pthread.self();
        Pthread.create(
                "sender",
                () -> {
                    untilAsleep(waiter);
                    Signals.pthreadKill(waiter, Signal.TERM);
                });
        Signal taken = Signals.sigwait(SignalSet.of(Signal.TERM)); // TERM is not blocked
        System.out.println("sigwait returned " + taken.number());
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
