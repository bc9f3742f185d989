package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Saves at the first TERM, and takes the third one for a first one. */
public final class Stop {
    private static final AtomicInteger TERMS = new AtomicInteger();

    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void onTerm() {
        if (TERMS.getAndUpdate(n -> (n + 1) % 2) == 0) {
            save();
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
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
