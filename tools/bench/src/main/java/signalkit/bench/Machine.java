package signalkit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How busy the processors are, from {@code /proc/stat}; elsewhere than on Linux, always calm.
 *
 * <p>For one thread.
 */
final class Machine {
    /** Others may use so much of the processors while a round is measured. */
    static final double CALM = 0.1;

    private static final Path STAT = Path.of("/proc/stat");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int FIELDS = 8;

    private long all;
    private long idle;

    /** Begins to look. */
    Machine() {
        look();
    }

    /** The part of the processors' time that was used since the last look; 0 to 1. */
    double used() {
        long allBefore = all;
        long idleBefore = idle;
        look();
        return all == allBefore ? 0 : 1 - (double) (idle - idleBefore) / (all - allBefore);
    }

    /** Waits until nobody uses the processors, but not longer than this; false when not calm. */
    static boolean awaitCalm(Duration longest) throws InterruptedException {
        return awaitCalm(longest, BETWEEN_LOOKS, new Machine()::used);
    }

    /** As above, with a pause before each look. */
    static boolean awaitCalm(Duration longest, Duration pause, DoubleSupplier used)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            if (used.getAsDouble() <= CALM) {
                return true;
            }
        }
        return false;
    }

    private void look() {
        try {
            String[] fields = Files.readString(STAT).lines().findFirst().orElse("").split(" +");
            long sum = 0;
            for (int i = 1; i <= FIELDS; i++) {
                sum += Long.parseLong(fields[i]);
            }
            all = sum;
            idle = Long.parseLong(fields[1 + IDLE]) + Long.parseLong(fields[1 + IOWAIT]);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            all = 0;
            idle = 0;
        }
    }
}
