package signalkit.explorer.random;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Shard;
import signalkit.explorer.part.Merger;
import signalkit.explorer.part.Part;
import signalkit.explorer.part.PartSearch;

/**
 * Compares random programs under the reduced search with plain search, which leaves nothing out.
 * Each fourth one is also searched anytime, and another fourth in parts.
 */
final class ProgramComparison {
    /** A program that plain search needs more for is left out, and counted. */
    private static final int RUNS = 3_000;

    private static final Duration TIME = Duration.ofSeconds(20);

    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofHours(1))
                    .withRuns(RUNS)
                    .withPreemptions(1)
                    .withWorkers(1);

    private int compared;
    private int withSeveral;
    private int large;

    /**
     * Compares, and prints a tally.
     *
     * @param arguments the first seed, how many programs, and how many seconds at most
     */
    public static void main(String[] arguments) {
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        long first = Long.parseLong(arguments[0]);
        long seed = first;
        ProgramComparison comparison = new ProgramComparison();
        while (seed < first + Long.parseLong(arguments[1]) && System.nanoTime() < end) {
            comparison.compare(seed++);
        }
        System.out.printf("seeds %d to %d: %s%n", first, seed - 1, comparison);
    }

    /** Compares the programs of so many seeds. */
    static ProgramComparison of(long first, int count) {
        ProgramComparison comparison = new ProgramComparison();
        for (long seed = first; seed < first + count; seed++) {
            comparison.compare(seed);
        }
        return comparison;
    }

    /** How many programs had more than one outcome. */
    int withSeveral() {
        return withSeveral;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d programs agree, %,d of them have several outcomes, %,d are too large",
                compared, withSeveral, large);
    }

    private void compare(long seed) {
        ScenarioCode code = ScenarioCode.of(RandomProgram.class).withVariant("" + seed);
        String program = "program " + seed;
        Result plain = explore(code, BOUNDS.unreduced().withTime(TIME));
        // A result with a failure does not say what cut it.
        if (plain.statistics().runs() >= RUNS
                || plain.statistics().elapsed().compareTo(TIME) >= 0) {
            large++;
            return;
        }
        require(plain.cut().isEmpty(), "cut", program, plain);
        Result reduced = explore(code, BOUNDS);
        same(plain.outcomes(), reduced.outcomes(), program);
        same(texts(plain), texts(reduced), program);
        // Which failure has the shortest schedule may differ; all kinds are outcomes.
        same(plain.failure().isPresent(), reduced.failure().isPresent(), program);
        if (seed % 4 == 0) {
            compareAnytime(code, plain, program);
        } else if (seed % 4 == 2) {
            compareParts(code, reduced, program);
        }
        compared++;
        withSeveral += plain.outcomes().size() > 1 ? 1 : 0;
    }

    /** What is drawn by chance, or has more preemptions, is no less and nothing else. */
    private static void compareAnytime(ScenarioCode code, Result plain, String program) {
        Bounds bounds =
                Bounds.ANYTIME.withWorkers(1).withPreemptions(1).withBeyond(Duration.ofMillis(100));
        Result anytime = explore(code, bounds);
        if (plain.failure().isPresent()) {
            // A failure that was drawn ends the search, which then has seen less.
            require(anytime.failure().isPresent(), "no failure", program, anytime);
            return;
        }
        require(anytime.outcomes().containsAll(plain.outcomes()), "fewer", program, anytime);
        require(texts(anytime).containsAll(texts(plain)), "fewer findings", program, anytime);
        if (anytime.reach().orElseThrow().isWhole()) {
            Result listed = explore(code, BOUNDS.withRuns(Integer.MAX_VALUE).withPreemptions(99));
            same(listed.outcomes(), anytime.outcomes(), program);
            same(listed.statistics().states(), anytime.statistics().states(), program);
        }
    }

    /** Three parts add up to what one search finds. */
    private static void compareParts(ScenarioCode code, Result reduced, String program) {
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            PartSearch search = new PartSearch(code, BOUNDS, Set.of());
            parts.add(search.run(new Shard(i, 3), Set.of(), program, ""));
        }
        Result merged = new Merger(parts).merge();

        same(reduced.outcomes(), merged.outcomes(), program);
        same(texts(reduced), texts(merged), program);
        same(reduced.isProof(), merged.isProof(), program);
    }

    private static Result explore(ScenarioCode code, Bounds bounds) {
        return Explorer.explore(code, bounds, Set.of(), ignored -> {});
    }

    private static List<String> texts(Result result) {
        return result.warnings().stream().map(each -> each.finding().text()).sorted().toList();
    }

    private static void same(Object expected, Object found, String program) {
        require(expected.equals(found), "expected " + expected, program, found);
    }

    private static void require(boolean holds, String what, String program, Object found) {
        if (!holds) {
            throw new AssertionError(program + ": " + what + ", found " + found);
        }
    }
}
