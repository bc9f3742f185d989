package signalkit.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

/**
 * Compares what the explorer finds in random programs with what the JDK itself does in them: each
 * outcome of real threads has to be one that the explorer knows, and the explorer has no other ones
 * where all calls are atomic.
 */
final class CallsComparison {
    /** Orders of the calls of a program that real threads try. */
    private static final int ORDERS = 300;

    private static final int ANY = 99;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final String SHOWN = "all=";

    private final int preemptions;
    private int compared;
    private int withSeveral;
    private int unproved;
    private int large;

    private CallsComparison(int preemptions) {
        this.preemptions = preemptions;
    }

    /**
     * Compares, and prints a tally.
     *
     * @param arguments the first program, how many, and how many seconds at most
     */
    public static void main(String[] arguments) {
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        long first = Long.parseLong(arguments[0]);
        long last = first + Long.parseLong(arguments[1]);
        CallsComparison comparison = new CallsComparison(ANY);
        boolean agrees = true;
        long program = first;
        while (program < last && System.nanoTime() < end) {
            String difference = comparison.difference(program);
            if (!difference.isEmpty()) {
                System.out.println(difference);
                agrees = false;
            }
            program++;
        }
        System.out.printf("programs %d to %d: %s%n", first, program - 1, comparison);
        System.exit(agrees ? 0 : 1);
    }

    /** Compares so many programs. */
    static CallsComparison of(long first, int count) {
        CallsComparison comparison = new CallsComparison(ANY);
        for (long program = first; program < first + count; program++) {
            String difference = comparison.difference(program);
            if (!difference.isEmpty()) {
                throw new AssertionError(difference);
            }
        }
        return comparison;
    }

    /** What a search that leaves out schedules differs in, or nothing. */
    static String differenceWithoutPreemptions(long program) {
        return new CallsComparison(0).difference(program);
    }

    /** How many programs had more than one outcome. */
    int withSeveral() {
        return withSeveral;
    }

    private String difference(long number) {
        Bounds bounds = Bounds.DEFAULT.withTime(TIME).withWorkers(1).withPreemptions(preemptions);
        ScenarioCode code = ScenarioCode.of(CallsProgram.class).withVariant("" + number);
        Result result = Explorer.explore(code, bounds, Set.of(), ignored -> {});
        if (result.statistics().elapsed().compareTo(TIME) >= 0) {
            large++;
            return "";
        }
        if (result.failure().isEmpty() && !result.isProof()) {
            unproved++;
            return "";
        }
        RealTurns real = RealTurns.of(number, ORDERS);
        String differences = String.join(", ", differences(number, result, real));
        compared++;
        withSeveral += real.outcomes().size() > 1 ? 1 : 0;
        return differences.isEmpty()
                ? ""
                : "program " + number + " " + CallsProgram.of(number) + ": " + differences;
    }

    private static List<String> differences(long number, Result result, RealTurns real) {
        List<String> differences = new ArrayList<>();
        boolean isAtomic = CallsProgram.of(number).isAtomic();
        if (result.failure().isPresent()) {
            // A search that has found somebody who waits forever looks no further.
            boolean isUndecided = result.failure().get().finding().kind().isUndecided();
            if (isUndecided || isAtomic) {
                differences.add("" + result.failure().get().finding());
            }
            return differences;
        }
        if (real.hangs()) {
            differences.add("real threads wait forever");
        }
        Set<String> found = new TreeSet<>();
        for (String outcome : result.outcomes()) {
            found.add(outcome.substring(SHOWN.length()));
        }
        addMissing(differences, "only real threads come to ", real.outcomes(), found);
        if (isAtomic) {
            addMissing(differences, "only the explorer comes to ", found, real.outcomes());
        }
        return differences;
    }

    private static void addMissing(
            List<String> differences, String what, Set<String> expected, Set<String> found) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            differences.add(what + missing);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%,d programs agree, %,d of them have several outcomes, %,d are not proved, %,d are too"
                        + " large",
                compared, withSeveral, unproved, large);
    }
}
