import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.BytePipe;

/** The same as {@code sigpipe.c}. */
class Sigpipe {
    public static void main(String[] arguments) {
        PosixProcess.main().run(Sigpipe::program);
    }

    static void program() {
        BytePipe pipe = new BytePipe("pipe");
        Sigaction handler =
                Sigaction.handler(s -> System.out.println("handler of " + s.number()));
        Signals.sigaction(Signal.USR1, handler.withFlags(Sigaction.Flag.RESTART));
        Signals.sigaction(Signal.PIPE, handler);
        Pthread writer = Pthread.self();
        Pthread thread =
                Pthread.create(
                        "sender",
                        () -> {
                            untilAsleep(writer);
                            Signals.pthreadKill(writer, Signal.USR1);
                        });
        // A handler has run.
        System.out.println("short write: " + pipe.write(new byte[70_000]));
        thread.join();
        say("full", pipe.writeNow(new byte[1]), Errno.EAGAIN);
        System.out.println("short read: " + pipe.readNow(new byte[4_000]));
        say("full", pipe.writeNow(new byte[1]), Errno.EAGAIN); // no page is free yet
        System.out.println("read: " + pipe.readNow(new byte[96]));
        // More than PIPE_BUF may be split.
        System.out.println("short write: " + pipe.writeNow(new byte[5_000]));
        pipe.closeReader();
        try {
            pipe.write(new byte[1]);
        } catch (PosixException e) {
            say("write", -1, Errno.EPIPE);
        }
        Signals.sigaction(Signal.PIPE, Sigaction.DEFAULT);
        System.out.println("not here: " + pipe.write(new byte[1]));
    }

    static void say(String what, int result, Errno error) {
        boolean isError = Errno.get() == error;
        System.out.println(what + ": " + result + ", " + error + ": " + (isError ? 1 : 0));
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
