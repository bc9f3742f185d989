package signalkit.woven;

/** Plain code without a call of the kit, whose progress a handler can see. */
public final class Steppable implements Runnable {
    public static int progress;
    private static volatile boolean stop;

    /** Eight steps, each of which leaves its number. */
    @Override
    public void run() {
        progress = 1;
        progress = 2;
        progress = 3;
        progress = 4;
        progress = 5;
        progress = 6;
        progress = 7;
        progress = 8;
    }

    /** Runs until {@link #stop}, in a loop of nothing but field accesses. */
    public static void spin() {
        stop = false;
        while (!stop) {
            progress++;
        }
    }

    public static void stop() {
        stop = true;
    }
}
