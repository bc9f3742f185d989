package lesson;

import sun.misc.Signal;

/** Interrupts main at each TERM, also in the middle of its work. */
public final class Stop {

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Thread main = Thread.currentThread();
        Signal.handle(new Signal("TERM"), signal -> main.interrupt());
        System.out.println("ready");
        try {
            while (true) {
                Thread.sleep(50); // Here it would work.
            }
        } catch (InterruptedException term) {
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
