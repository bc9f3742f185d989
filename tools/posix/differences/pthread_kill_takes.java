import java.util.concurrent.CountDownLatch;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The same as {@code pthread_kill_takes.c}. */
class PthreadKillTakes {
    static final CountDownLatch GATE = new CountDownLatch(1);

    public static void main(String[] arguments) {
        PosixProcess.main().run(PthreadKillTakes::program);
    }

    static void program() {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(s -> System.out.println("handler of " + s.number())));
        Pthread main = Pthread.self();
        Pthread sender = Pthread.create("sender", () -> send(main));
        try {
            GATE.await(); // no call of the kit: until it returns, main takes no signal
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        sender.join();
    }

    static void send(Pthread main) {
        Signals.kill(Signal.USR1); // on its way to main
        System.out.println("sent to the process");
        Signals.pthreadKill(main, 0); // only checks, and blocks all signals meanwhile
        System.out.println("sent to main");
        GATE.countDown();
    }
}
