package lesson;

import sun.misc.Signal;

/** Saves its work once when it is told to end, and ends with status 0. It should, that is. */
// TODO: save once, and end with status 0, whenever and however many times TERM arrives.
public final class Stop {
    private static final Object STATE = new Object();

    private Stop() {}

    public static void main(String[] arguments) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(Stop::save, "hook"));
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        while (true) {
            Thread.sleep(50); // Here it would work.
        }
    }

    private static void onTerm() {
        synchronized (STATE) {
            System.exit(0);
        }
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
