package lesson;

import sun.misc.Signal;

/** Saves after a second, whether or not TERM has come. */
public final class Stop {
    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        Signal.handle(new Signal("TERM"), signal -> {});
        System.out.println("ready");
        Thread.sleep(1_000);
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
