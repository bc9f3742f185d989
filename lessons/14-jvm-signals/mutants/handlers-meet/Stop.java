package lesson;

import java.util.concurrent.Exchanger;
import sun.misc.Signal;

/** The handlers of two TERMs meet each other at the exchanger, and main waits. */
public final class Stop {
    private static final Object STATE = new Object();
    private static final Exchanger<String> TERM = new Exchanger<>();

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        TERM.exchange("main");
        save();
        System.exit(0);
    }

    private static void onTerm() {
        try {
            TERM.exchange("handler");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
