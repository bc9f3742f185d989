import signalkit.posix.Pipe;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The same as {@code restarted_read.c}. */
class RestartedRead {
    public static void main(String[] arguments) {
        PosixProcess.main().run(RestartedRead::program);
    }

    static void program() {
        Pipe pipe = new Pipe();
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                                s -> {
                                    System.out.println("handler of " + s.number());
                                    Signals.raise(Signal.USR2); // blocked until it returns
                                })
                        .withMask(Signal.USR2)
                        .withFlags(Sigaction.Flag.RESTART));
        Signals.sigaction(
                Signal.USR2,
                Sigaction.handler(
                        s -> {
                            System.out.println("handler of " + s.number());
                            pipe.write((byte) 'x');
                        }));
        Pthread reader = Pthread.self();
        Pthread.create(
                "sender",
                () -> {
                    untilAsleep(reader);
                    Signals.pthreadKill(reader, Signal.USR1);
                });
        pipe.read();
        System.out.println("read: 1");
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
