package signalkit.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle and the ends of what several rounds gave.
 *
 * <p>{@code low} and {@code high} bound the median that very many rounds would have, whatever the
 * distribution: so many rounds fall below it as heads come in as many throws of a coin. The
 * smallest and the largest grow apart with more rounds; these come together.
 *
 * @param median the middle one, or the mean of the two middle ones
 * @param min the smallest
 * @param max the largest
 * @param low below that median with 97.5 %; of fewer than six, the smallest
 * @param high above that median with 97.5 %; of fewer than six, the largest
 */
record Spread(double median, double min, double max, double low, double high) {
    private static final double TAIL = 0.025;

    static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        int outside = outside(sorted.length);
        return new Spread(
                median,
                sorted[0],
                sorted[sorted.length - 1],
                sorted[outside],
                sorted[sorted.length - 1 - outside]);
    }

    /** How many values to leave out at each end: no more than so many lie beyond, but for TAIL. */
    private static int outside(int count) {
        int outside = 0;
        double exactly = Math.pow(0.5, count); // that none of them falls below the median
        double atMost = exactly;
        while (true) {
            exactly *= (double) (count - outside) / (outside + 1);
            atMost += exactly;
            if (atMost > TAIL) {
                return outside;
            }
            outside++;
        }
    }

    static Spread of(double... values) {
        return of(Arrays.stream(values).boxed().toList());
    }
}
