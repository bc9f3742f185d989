package lesson;

import sun.misc.Signal;

/** The first handler saves, and all others wait for a monitor that it never leaves. */
public final class Stop {
    // The monitor of the class must be held when using this:
    private static boolean saved;

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        while (true) {
            Thread.sleep(50); // Here it would work.
        }
    }

    private static synchronized void onTerm() {
        if (!saved) {
            save();
            saved = true;
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
