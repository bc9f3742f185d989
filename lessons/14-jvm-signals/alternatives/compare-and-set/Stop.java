package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/** The first handler wins and saves. */
public final class Stop {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        while (true) {
            Thread.sleep(50); // Here it would work.
        }
    }

    private static void onTerm() {
        if (BEGUN.compareAndSet(false, true)) {
            save();
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
