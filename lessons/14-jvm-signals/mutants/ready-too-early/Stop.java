package lesson;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** Says that it is ready, and then gets ready. */
public final class Stop {
    private static final CountDownLatch TERM = new CountDownLatch(1);

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        Signal.handle(new Signal("TERM"), signal -> TERM.countDown());
        TERM.await();
        save();
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
