package lesson;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** Says that it has saved, and saves nothing. */
public final class Stop {
    private static final CountDownLatch TERM = new CountDownLatch(1);

    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Each delivery is a thread of its own; all that it does is leave a mark.
        Signal.handle(new Signal("TERM"), signal -> TERM.countDown());
        System.out.println("ready");
        TERM.await();
        System.out.println("saving");
        System.out.println("saved");
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
