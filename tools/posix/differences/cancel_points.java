import java.util.List;
import signalkit.posix.Errno;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;
import signalkit.posix.life.ThreadLife;

/** The same as {@code cancel_points.c}. */
class CancelPoints {
    static final Pipe PIPE = new Pipe();
    static final Sem READY = new Sem("ready", 0);
    static Pthread ended;
    static volatile int joined = -1;

    public static void main(String[] arguments) {
        PosixProcess.main().run(CancelPoints::program);
    }

    static void cleanup(String name) {
        int blocked = Signals.sigmask().contains(Signal.USR1) ? 1 : 0;
        System.out.println(name + ": cleanup, USR1 blocked: " + blocked);
    }

    static void writes() {
        ThreadLife.cleanupPush(() -> cleanup("write"));
        ThreadLife.cancel(Pthread.self());
        ended.join(); // no cancellation point, for it need not wait
        joined = 0;
        PIPE.write((byte) 0); // not even when it need not wait
        System.out.println("not here");
    }

    static void polls() {
        ThreadLife.cleanupPush(() -> cleanup("ppoll, whose mask stays"));
        READY.post();
        Poll.ppoll(List.of(PIPE), Poll.FOREVER, SignalSet.of(Signal.USR1));
    }

    static void joinsItself() {
        try {
            Pthread.self().join();
        } catch (PosixException e) {
            System.out.println("itself, " + e.errno() + ": " + (e.errno() == Errno.EDEADLK ? 1 : 0));
        }
        ThreadLife.cleanupPush(() -> cleanup("a join of itself"));
        ThreadLife.cancel(Pthread.self());
        Pthread.self().join();
        System.out.println("not here");
    }

    static void program() {
        ended = Pthread.create("nothing", () -> {});
        ended.awaitEnd();
        Pthread.create("writes", CancelPoints::writes).join();
        System.out.println("join: " + joined);
        Pthread polls = Pthread.create("polls", CancelPoints::polls);
        READY.await();
        while (polls.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        Signals.pthreadKill(polls, Signal.USR1); // pending, and never taken
        ThreadLife.cancel(polls);
        polls.join();
        Pthread.create("joins", CancelPoints::joinsItself).join();
        PIPE.write((byte) 'x');
        System.out.println("read: " + (char) PIPE.read());
    }
}
