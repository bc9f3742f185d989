import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** The same as {@code sem_post.c}. */
class SemPost {
    public static void main(String[] arguments) {
        PosixProcess.main().run(SemPost::program);
    }

    static void program() {
        Sem sem = new Sem("sem", 0);
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        s -> {
                            System.out.println("handler of " + s.number());
                            sem.post();
                        }));
        Pthread waiter = Pthread.self();
        Pthread.create(
                "sender",
                () -> {
                    untilAsleep(waiter);
                    Signals.pthreadKill(waiter, Signal.USR1);
                });
        boolean interrupted = false;
        try {
            sem.await();
        } catch (PosixException e) {
            interrupted = Errno.get() == Errno.EINTR;
        }
        System.out.println("EINTR: " + (interrupted ? 1 : 0));
        System.out.println("value: " + sem.value());
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
