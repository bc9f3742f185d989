import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;

/** The same as {@code child_of_thread.c}. */
class ChildOfThread {
    static final SignalSet CHLD = SignalSet.of(Signal.CHLD);
    static volatile Pthread forker;
    static Child others;

    public static void main(String[] arguments) {
        PosixProcess.main().run(ChildOfThread::program);
    }

    static void handler(Signal signal) {
        int own = Pthread.self() == forker ? 1 : 0;
        System.out.println(
                "handler of " + signal.number() + ", on the thread that has forked: " + own);
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

    static void forks() {
        forker = Pthread.self();
        Child child = child();
        child.kill(Signal.KILL);
        WaitStatus status = Child.waitpid(child.pid(), 0); // its handler has run when it returns
        System.out.println("ended by " + status.signal().number());
    }

    static void stop(Child child) {
        child.kill(Signal.STOP);
        Signals.sigwait(CHLD);
    }

    static void say(String what, Child child) {
        WaitStatus status = Child.waitpid(Child.ANY, Child.WUNTRACED);
        System.out.println(what + ": " + (status.pid() == child.pid() ? 1 : 0));
    }

    static void waits() {
        Child own = child();
        stop(others);
        stop(own);
        say("own first", own);
        say("others then", others);
        own.kill(Signal.KILL);
        others.kill(Signal.KILL);
    }

    static void program() {
        Sigaction handler = Sigaction.handler(ChildOfThread::handler);
        Signals.sigaction(Signal.CHLD, handler.withFlags(Sigaction.Flag.RESTART));
        Pthread.create("forks", ChildOfThread::forks).join();
        Signals.sigmask(How.BLOCK, CHLD);
        others = child();
        Pthread.create("waits", ChildOfThread::waits).join();
    }
}
