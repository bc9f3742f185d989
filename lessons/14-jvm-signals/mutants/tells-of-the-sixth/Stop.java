package lesson;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Saves once, and ends with another status when there were more than five TERMs. */
public final class Stop {
    private static final int PATIENCE = 5;

    private static final CountDownLatch REQUESTED = new CountDownLatch(1);
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        REQUESTED.await();
        save();
        Runtime.getRuntime().halt(REQUESTS.get() > PATIENCE ? 1 : 0);
    }

    private static void onTerm() {
        REQUESTS.incrementAndGet();
        REQUESTED.countDown();
    }

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
