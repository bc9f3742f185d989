package lesson;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** Saves its work once when it is told to end, and ends with status 0. */
public final class Stop {
    private static final CountDownLatch TERM = new CountDownLatch(1);

    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Each delivery is a thread of its own; all that it does is leave a mark.
        Signal.handle(new Signal("TERM"), signal -> TERM.countDown());
        System.out.println("ready");
        TERM.await();
        save();
        // Not exit: no hook of anybody's can be in the way.
        System.out.flush();
        Runtime.getRuntime().halt(0);
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
