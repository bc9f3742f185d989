package lesson;

import java.util.List;
import signalkit.lessons.sums.Sum;

/** Adds the numbers up. */
public final class Adder implements Sum {
    @Override
    public int of(List<Integer> numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
