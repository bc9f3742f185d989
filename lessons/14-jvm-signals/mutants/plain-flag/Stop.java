package lesson;

import sun.misc.Signal;

/** The flag is neither volatile nor guarded: main need never see it. */
public final class Stop {
    private static final Object STATE = new Object();
    private static boolean stop;

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        while (!stop) {
            Thread.sleep(50);
        }
        save();
        System.exit(0);
    }

    private static void onTerm() {
        stop = true;
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
