import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The same as {@code ended_thread.c}. */
class EndedThread {
    public static void main(String[] arguments) {
        PosixProcess.main().run(EndedThread::program);
    }

    static void program() {
        Pthread thread = Pthread.create("thread", () -> {});
        while (thread.isAlive()) {
            Thread.onSpinWait();
        }
        int killed = result(() -> Signals.pthreadKill(thread, Signal.TERM));
        System.out.println("pthread_kill, not joined: " + killed);
        System.out.println("join: " + result(thread::join));
        System.out.println("second join: " + result(thread::join));
    }

    static int result(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (PosixException e) {
            return e.errno().number();
        }
    }
}
