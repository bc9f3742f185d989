package lesson;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Saves without TERM when an hour has passed. */
public final class Stop {
    private static final Object STATE = new Object();
    private static final CountDownLatch TERM = new CountDownLatch(1);

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        TERM.await(1, TimeUnit.HOURS);
        save();
        System.exit(0);
    }

    private static void onTerm() {
        TERM.countDown();
    }

    /** Has to run to its end, once. */
    private static void save() {
        synchronized (STATE) {
            System.out.println("saving");
            pause();
            System.out.println("saved");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
