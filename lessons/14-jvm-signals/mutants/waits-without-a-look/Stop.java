package lesson;

import sun.misc.Signal;

/** A TERM before the wait is lost, and a wait may end without one. */
public final class Stop {
    private static final Object STATE = new Object();

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        synchronized (STATE) {
            STATE.wait();
        }
        save();
        System.exit(0);
    }

    private static void onTerm() {
        synchronized (STATE) {
            STATE.notifyAll();
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
