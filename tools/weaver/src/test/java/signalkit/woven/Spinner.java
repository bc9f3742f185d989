package signalkit.woven;

import java.time.Duration;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A program whose main thread never calls the kit while it waits for its handler. */
public final class Spinner {
    private static volatile boolean ready;
    private static volatile boolean handled;

    private Spinner() {}

    public static void main(String[] arguments) {
        PosixProcess process = new PosixProcess("spinner");
        process.start(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.handler(s -> handled = true));
                    ready = true;
                    while (!handled) {
                        Thread.onSpinWait();
                    }
                });
        while (!ready) {
            Thread.onSpinWait();
        }
        process.kill(Signal.USR1);
        System.out.println("ended with " + process.waitFor(Duration.ofSeconds(30).toNanos()));
    }
}
