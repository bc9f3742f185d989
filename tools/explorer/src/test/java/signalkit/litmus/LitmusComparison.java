package signalkit.litmus;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.memory.AxiomaticOracle;
import signalkit.explorer.memory.Litmus;

/** Compares whole explorations of random programs with what the axioms allow. */
final class LitmusComparison {
    /** Programs of more steps have too many states for all preemptions. */
    private static final int STEPS = 5;

    /** A program with more runs is left out, and counted. */
    private static final int RUNS = 100_000;

    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofHours(1))
                    .withRuns(RUNS)
                    .withPreemptions(20)
                    .withOlderValues(20)
                    .withWorkers(1);

    private LitmusComparison() {}

    /** How many programs were compared, and how many were too large for that. */
    record Tally(int compared, int large) {}

    /**
     * Compares, and prints a tally.
     *
     * @param arguments the first seed, how many programs, and how many seconds at most
     */
    public static void main(String[] arguments) {
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        long seed = Long.parseLong(arguments[0]);
        int compared = 0;
        int large = 0;
        while (compared + large < Integer.parseInt(arguments[1]) && System.nanoTime() < end) {
            Boolean isCompared = compare(seed++);
            if (isCompared != null) {
                compared += isCompared ? 1 : 0;
                large += isCompared ? 0 : 1;
            }
        }
        System.out.printf(
                "seeds %s to %,d: %,d programs agree, %d are too large%n",
                arguments[0], seed - 1, compared, large);
    }

    /** Compares so many programs, whatever number of seeds that takes. */
    static Tally compare(long first, int count) {
        int compared = 0;
        int large = 0;
        for (long seed = first; compared + large < count; seed++) {
            Boolean isCompared = compare(seed);
            if (isCompared != null) {
                compared += isCompared ? 1 : 0;
                large += isCompared ? 0 : 1;
            }
        }
        return new Tally(compared, large);
    }

    /**
     * Compares the program of a seed.
     *
     * @return false when it has too many runs, null when it has too many steps
     */
    private static Boolean compare(long seed) {
        Litmus litmus = Litmus.random(new Random(seed));
        if (litmus.threads().stream().mapToInt(List::size).sum() > STEPS) {
            return null;
        }
        ScenarioCode code = ScenarioCode.of(WovenLitmus.class).withVariant("" + seed);
        Result result = Explorer.explore(code, BOUNDS);
        AxiomaticOracle.Outcomes expected = AxiomaticOracle.of(litmus);

        Set<String> found = new TreeSet<>();
        result.outcomes().forEach(each -> found.add(each.replace("outcome=", "")));
        String program =
                "program %d: %s%n%s%nfound %s%nallowed %s"
                        .formatted(seed, litmus, result, found, expected.allowed());
        if (result.cut().isPresent()) {
            require(result.cut().get().contains(" runs was reached"), "cut", program);
            require(expected.allowed().containsAll(found), "not allowed", program);
            require(!result.isProof(), "a part is no proof", program);
            return false;
        }
        require(found.equals(Set.copyOf(expected.allowed())), "other outcomes", program);
        boolean hasMore = !expected.withLoadBuffering().equals(expected.allowed());
        require(!hasMore || !result.isProof(), "load buffering goes unnoticed", program);
        return true;
    }

    private static void require(boolean holds, String what, String program) {
        if (!holds) {
            throw new AssertionError(what + " in " + program);
        }
    }
}
