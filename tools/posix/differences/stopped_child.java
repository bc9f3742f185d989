import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;

/** The same as {@code stopped_child.c}. */
class StoppedChild {
    static volatile int caught;

    public static void main(String[] arguments) {
        PosixProcess.main().run(StoppedChild::program);
    }

    static void untilCaught(int count) {
        while (caught < count) {
            Signals.kill(0);
        }
    }

    /** What the parent is told of a child, with a look that does not wait. */
    static void look(Child child, int options) {
        WaitStatus status = Child.waitpid(child.pid(), options | Child.WNOHANG);
        if (status == null) {
            System.out.println("nothing");
            return;
        }
        switch (status.change()) {
            case STOPPED -> System.out.println("stopped by " + status.signal().number());
            case CONTINUED -> System.out.println("continued");
            case SIGNALLED -> System.out.println("ended by " + status.signal().number());
            case EXITED -> {}
        }
    }

    static Child child() {
        return Child.fork(
                "child",
                () -> {
                    while (true) {
                        Signals.pause();
                    }
                });
    }

    static void program() {
        Sigaction handler = Sigaction.handler(s -> caught++);
        Signals.sigaction(Signal.CHLD, handler.withFlags(Sigaction.Flag.RESTART));
        Child child = child();
        child.kill(Signal.STOP);
        untilCaught(1);
        look(child, 0);
        look(child, Child.WUNTRACED);
        look(child, Child.WUNTRACED); // it is told once
        child.kill(Signal.CONT);
        untilCaught(2);
        look(child, Child.WCONTINUED);
        child.kill(Signal.STOP);
        untilCaught(3);
        child.kill(Signal.TERM); // pending, as long as it is stopped
        look(child, 0);
        child.kill(Signal.KILL);
        untilCaught(4);
        look(child, Child.WUNTRACED); // the stop is no news any more
        Signals.sigaction(Signal.CHLD, handler.withFlags(Sigaction.Flag.NOCLDSTOP));
        child = child();
        child.kill(Signal.STOP);
        WaitStatus status = Child.waitpid(child.pid(), Child.WUNTRACED);
        boolean isStopped = status.change() == WaitStatus.Change.STOPPED;
        System.out.println("stopped: " + (isStopped ? 1 : 0) + ", caught: " + caught);
        child.kill(Signal.CONT);
        child.kill(Signal.TERM);
        status = waitpid(child);
        System.out.println("ended by " + status.signal().number() + ", caught: " + caught);
        try {
            child.kill(Signal.TERM);
        } catch (PosixException e) {
            boolean isGone = Errno.get() == Errno.ESRCH;
            System.out.println("kill: -1, ESRCH: " + (isGone ? 1 : 0));
        }
    }

    /** CHLD may come during the call. */
    static WaitStatus waitpid(Child child) {
        return Child.waitpid(child.pid(), 0);
    }
}
