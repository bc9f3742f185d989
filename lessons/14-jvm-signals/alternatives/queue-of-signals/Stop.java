package lesson;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sun.misc.Signal;

/** Main takes signals from a queue, as from sigwait. */
public final class Stop {
    private static final BlockingQueue<Signal> SIGNALS = new LinkedBlockingQueue<>();

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), SIGNALS::add);
        System.out.println("ready");
        SIGNALS.take();
        save();
        System.exit(0);
    }

    /** Has to run to its end, once. */
    private static void save() {
        System.out.println("saving");
        pause();
        System.out.println("saved");
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
