package signalkit.lessons.sums;

import java.util.List;

/** Adds numbers up. */
@FunctionalInterface
public interface Sum {
    /**
     * The sum.
     *
     * @param numbers none, or any
     * @return what they add up to
     */
    int of(List<Integer> numbers);
}
