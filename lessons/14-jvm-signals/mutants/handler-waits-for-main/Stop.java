package lesson;

import sun.misc.Signal;

/** The handler waits for main with a lock in its hand. */
public final class Stop {
    private static final Object STATE = new Object();

    private Stop() {}

    private static Thread mainThread;
    private static volatile boolean stop;

    public static void main(String[] arguments) throws InterruptedException {
        mainThread = Thread.currentThread();
        Signal.handle(new Signal("TERM"), signal -> onTerm());
        System.out.println("ready");
        while (!stop) {
            Thread.sleep(50);
        }
        save();
        synchronized (STATE) {
            System.out.println("bye");
        }
    }

    private static void onTerm() {
        synchronized (STATE) {
            stop = true;
            try {
                mainThread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
