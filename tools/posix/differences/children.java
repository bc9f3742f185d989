import java.util.ArrayList;
import java.util.List;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;

/** The same as {@code children.c}. */
class Children {
    static int caught;

    public static void main(String[] arguments) {
        PosixProcess.main().run(Children::program);
    }

    static Child child(int status) {
        return Child.fork("child " + status, () -> WaitStatus.exited(status));
    }

    static void program() {
        SignalSet chld = SignalSet.of(Signal.CHLD);
        Signals.sigaction(
                Signal.CHLD,
                Sigaction.handler(
                        s -> {
                            System.out.println("handler of " + s.number());
                            caught++;
                        }));
        Signals.sigmask(How.BLOCK, chld);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(child(i + 1));
        }
        while (!children.stream().allMatch(Child::isZombie)
                || !Signals.sigpending().contains(Signal.CHLD)
                || PosixProcess.main().threads().size() > 1) {
            Thread.onSpinWait();
        }
        Signals.sigmask(How.UNBLOCK, chld); // three children, one signal
        System.out.println("caught: " + caught);
        Signals.sigmask(How.BLOCK, chld);
        boolean none = false;
        try {
            WaitStatus ended = Child.waitpid(Child.ANY, Child.WNOHANG);
            while (ended != null) {
                System.out.println("exited: " + ended.exitStatus());
                ended = Child.waitpid(Child.ANY, Child.WNOHANG);
            }
        } catch (PosixException e) {
            none = Errno.get() == Errno.ECHILD;
        }
        System.out.println("ECHILD: " + (none ? 1 : 0));
        Signals.sigaction(Signal.CHLD, Sigaction.IGNORE); // from now on there are no zombies
        child(4);
        try {
            Child.waitpid(Child.ANY, 0);
        } catch (PosixException e) {
            boolean gone = Errno.get() == Errno.ECHILD;
            System.out.println("waitpid: -1, ECHILD: " + (gone ? 1 : 0));
        }
    }
}
