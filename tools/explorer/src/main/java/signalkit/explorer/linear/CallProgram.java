package signalkit.explorer.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import signalkit.explorer.ScenarioException;

/**
 * What each thread calls.
 *
 * @param threads the calls of each thread, in their order
 */
record CallProgram(List<List<Call>> threads) {
    private static final String CALL = "[A-Za-z_$][\\w$]*(-[1-9])*";
    private static final String THREAD = CALL + "(\\." + CALL + ")*";

    /** What a program looks like in an id. */
    static final String PATTERN = THREAD + "(\\+" + THREAD + ")+";

    /** What {@link #toString} writes: {@code add-1.poll+add-2}. */
    static CallProgram of(String text) {
        if (!text.matches(PATTERN)) {
            throw new ScenarioException(
                    "'" + text + "' is no program of calls, such as add-1.poll+add-2");
        }
        return new CallProgram(
                Arrays.stream(text.split("\\+"))
                        .map(thread -> Arrays.stream(thread.split("\\.")).map(Call::of).toList())
                        .toList());
    }

    /** All programs with a number of threads, of up to so many calls each, the smallest first. */
    static List<CallProgram> all(List<Call> calls, int threads, int most) {
        List<List<List<Call>>> sequences = new ArrayList<>();
        List<List<Call>> all = new ArrayList<>();
        List<List<Call>> longest = List.of(List.of());
        for (int length = 1; length <= most; length++) {
            List<List<Call>> longer = new ArrayList<>();
            for (List<Call> sequence : longest) {
                for (Call call : calls) {
                    List<Call> each = new ArrayList<>(sequence);
                    each.add(call);
                    longer.add(Collections.unmodifiableList(each));
                }
            }
            longest = longer;
            all.addAll(longer);
        }
        combine(all, threads, 0, new ArrayList<>(), sequences);
        return sequences.stream()
                .map(CallProgram::new)
                .sorted((one, other) -> Integer.compare(one.size(), other.size()))
                .toList();
    }

    /** Threads have no order, so a program is made with its threads in one order only. */
    private static void combine(
            List<List<Call>> all,
            int left,
            int from,
            List<List<Call>> chosen,
            List<List<List<Call>>> result) {
        if (left == 0) {
            result.add(List.copyOf(chosen));
            return;
        }
        for (int i = from; i < all.size(); i++) {
            chosen.add(all.get(i));
            combine(all, left - 1, i, chosen, result);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** How many calls there are. */
    int size() {
        return threads.stream().mapToInt(List::size).sum();
    }

    @Override
    public String toString() {
        return threads.stream()
                .map(calls -> calls.stream().map(Call::toString).collect(Collectors.joining(".")))
                .collect(Collectors.joining("+"));
    }
}
