import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.life.Jump;

/** The same as {@code siglongjmp.c}. */
class Siglongjmp {
    static Jump out;
    static int value;

    public static void main(String[] arguments) {
        PosixProcess.main().run(Siglongjmp::program);
    }

    static void jump(Signal signal) {
        System.out.println("handler of " + signal.number());
        out.siglongjmp(value);
    }

    static void look(String when) {
        boolean isBlocked = Signals.sigmask().contains(Signal.USR1);
        System.out.println(when + ", blocked: " + (isBlocked ? 1 : 0));
    }

    static int raiseInside(boolean savesMask) {
        return Jump.sigsetjmp(
                savesMask,
                jump -> {
                    out = jump;
                    Signals.raise(Signal.USR1);
                });
    }

    static void program() {
        Mutex mutex = new Mutex("mutex", Mutex.Kind.ERRORCHECK);
        Signals.sigaction(Signal.USR1, Sigaction.handler(Siglongjmp::jump));
        // The mask of sigsetjmp is back.
        System.out.println("jumped: " + raiseInside(true));
        look("with the mask");
        value = 7;
        // The mask of the handler stays.
        System.out.println("jumped: " + raiseInside(false));
        look("without the mask");
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        Jump.sigsetjmp(
                true,
                jump -> {
                    out = jump;
                    mutex.lock();
                    Signals.raise(Signal.USR1); // the unlock is jumped over
                    mutex.unlock();
                });
        try {
            mutex.lock();
        } catch (PosixException e) {
            System.out.println("EDEADLK: " + (e.errno() == Errno.EDEADLK ? 1 : 0));
        }
    }
}
