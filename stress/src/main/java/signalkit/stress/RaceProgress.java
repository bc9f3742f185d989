package signalkit.stress;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import signalkit.cli.Window;

/**
 * One line on the terminal that is written over each second, and wiped out at the end.
 *
 * <p>Prints nothing where nobody looks. Thread-safe.
 */
final class RaceProgress implements AutoCloseable {
    private static final String WIPE = "\r\033[K";

    private final boolean isSeen = Window.now().isThere();
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "progress");
                        thread.setDaemon(true);
                        return thread;
                    });

    // This must be locked when using these:
    private int done;
    private int planned;

    RaceProgress() {
        if (isSeen) {
            clock.scheduleAtFixedRate(this::print, 0, 1, TimeUnit.SECONDS);
        }
    }

    /** Notes how many runs are done, and of how many. */
    synchronized void note(int nowDone, int nowPlanned) {
        done = nowDone;
        planned = nowPlanned;
    }

    private synchronized void print() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        String what = planned == 0 ? "jcstress starts" : done + " of " + planned + " runs done";
        String left = done == 0 ? "" : ", about " + seconds * (planned - done) / done + " s left";
        String line = what + ", " + seconds + " s" + left;
        System.err.print(
                WIPE + line.substring(0, Math.min(line.length(), Window.now().width() - 1)));
        System.err.flush();
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(1, TimeUnit.SECONDS);
        if (isSeen) {
            System.err.print(WIPE);
            System.err.flush();
        }
    }
}
