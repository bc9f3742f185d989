import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.Once;
import signalkit.posix.life.ThreadLife;

/** The same as {@code cancel.c}. */
class Cancel {
    static final Once ONCE = new Once("once");
    static final Mutex MUTEX = new Mutex("mutex");
    static final Cond COND = new Cond("cond");
    static final Sem READY = new Sem("ready", 0);
    static final Sem NEVER = new Sem("never", 0);
    static ThreadKey<String> key;
    static int rounds;

    public static void main(String[] arguments) {
        PosixProcess.main().run(Cancel::program);
    }

    static void destructor(String value) {
        System.out.println("destructor of " + value);
        rounds++;
        if (rounds == 1) {
            key.set("a value set again");
        }
    }

    static void initialisation() {
        System.out.println("once");
    }

    static void unlock() {
        MUTEX.unlock(); // the wait has locked it again
        System.out.println("unlock: 0");
    }

    static void cleanup(String name) {
        boolean isBlocked = Signals.sigmask().contains(Signal.USR1);
        System.out.println("cleanup of " + name + ", USR1 blocked: " + (isBlocked ? 1 : 0));
    }

    static void waits() {
        ONCE.run(Cancel::initialisation);
        key.set("a value");
        MUTEX.lock();
        ThreadLife.cleanupPush(() -> cleanup("the waiter"));
        ThreadLife.cleanupPush(Cancel::unlock);
        READY.post();
        while (true) {
            COND.await(MUTEX);
        }
    }

    static void disabled() {
        ONCE.run(Cancel::initialisation);
        ThreadLife.setCancelState(ThreadLife.CancelState.DISABLE);
        READY.post();
        NEVER.await(); // not this one
        System.out.println("still here");
        ThreadLife.setCancelState(ThreadLife.CancelState.ENABLE);
        ThreadLife.testCancel();
        System.out.println("not here");
    }

    static void leave(Signal signal) {
        System.out.println("exit in the handler of " + signal.number());
        ThreadLife.exit();
    }

    static void leaves() {
        ThreadLife.cleanupPush(() -> cleanup("the thread that a handler ends"));
        Signals.raise(Signal.USR1);
    }

    static void sayCancelled(Pthread thread) {
        thread.join();
        System.out.println("cancelled: " + (ThreadLife.wasCancelled(thread) ? 1 : 0));
    }

    static void program() {
        key = new ThreadKey<>(Cancel::destructor);
        Signals.sigaction(Signal.USR1, Sigaction.handler(Cancel::leave));
        Pthread thread = Pthread.create("waits", Cancel::waits);
        READY.await();
        untilAsleep(thread);
        ThreadLife.cancel(thread);
        sayCancelled(thread);
        thread = Pthread.create("disabled", Cancel::disabled);
        READY.await();
        untilAsleep(thread);
        ThreadLife.cancel(thread);
        NEVER.post();
        sayCancelled(thread);
        thread = Pthread.create("leaves", Cancel::leaves);
        sayCancelled(thread);
        ThreadLife.detach(Pthread.self());
        System.out.println("detach: 0");
        try {
            ThreadLife.detach(Pthread.self());
        } catch (PosixException e) {
            System.out.println("detach again, " + e.errno() + ": 1");
        }
        Pthread.create("last", () -> System.out.println("the last thread"));
        ThreadLife.exit(); // main: the process ends with its last thread
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
