import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same as {@code main_forgot.c}. */
class MainForgot {
    public static void main(String[] arguments) {
        PosixProcess.main().run(MainForgot::program);
    }

    static void program() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(s -> System.out.println("handler of " + s.number())));
        SignalSet term = SignalSet.of(Signal.TERM);
        Pthread waiter =
                Pthread.create(
                        "waiter",
                        () -> {
                            Signals.sigmask(How.BLOCK, term); // in this thread alone
                            Signal taken = Signals.sigwait(term);
                            System.out.println("sigwait returned " + taken.number());
                        });
        untilAsleep(waiter);
        Signals.kill(Signal.TERM);
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
