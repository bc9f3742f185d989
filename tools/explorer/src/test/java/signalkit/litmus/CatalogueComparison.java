package signalkit.litmus;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.memory.AxiomaticOracle;
import signalkit.explorer.memory.LitmusCatalogue;

/** Explores every litmus test of the catalogue as a whole, and compares with the axioms. */
final class CatalogueComparison {
    private CatalogueComparison() {}

    /**
     * Prints a line for each test, and then how many there were.
     *
     * @param arguments for how many seconds each is explored
     */
    public static void main(String[] arguments) {
        Bounds bounds =
                Bounds.DEFAULT
                        .withTime(Duration.ofSeconds(Long.parseLong(arguments[0])))
                        .withPreemptions(20)
                        .withOlderValues(20);
        int agree = 0;
        int cut = 0;
        for (LitmusCatalogue.Entry entry : LitmusCatalogue.all()) {
            boolean isWhole = compare(entry, bounds);
            agree += isWhole ? 1 : 0;
            cut += isWhole ? 0 : 1;
        }
        System.out.printf("%d tests agree with the axioms, %d were cut%n", agree, cut);
    }

    private static boolean compare(LitmusCatalogue.Entry entry, Bounds bounds) {
        AxiomaticOracle.Outcomes model = AxiomaticOracle.of(entry.litmus());
        Result result =
                Explorer.explore(
                        ScenarioCode.of(WovenLitmus.class).withVariant(entry.toString()), bounds);
        Set<String> found = new TreeSet<>();
        result.outcomes().forEach(each -> found.add(each.replace("outcome=", "")));
        boolean isWhole = result.cut().isEmpty();
        boolean hasMore = !model.allowed().equals(model.withLoadBuffering());
        boolean agrees =
                model.allowed().containsAll(found)
                        && (!isWhole || found.equals(Set.copyOf(model.allowed())))
                        && !(result.isProof() && (hasMore || !isWhole));
        System.out.printf(
                "%s: %s, %d of %d outcomes, %,d runs%n",
                entry,
                !agrees ? "DIFFERS" : isWhole ? "agrees" : "cut",
                found.size(),
                model.allowed().size(),
                result.statistics().runs());
        if (!agrees) {
            throw new AssertionError(
                    entry + ": " + result + ", found " + found + ", allowed " + model);
        }
        return isWhole;
    }
}
