package signalkit.explorer.part;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Shard;
import signalkit.explorer.search.Search;
import signalkit.explorer.search.States;

/**
 * What one part of a search has found, with all that is needed to add it up with the others.
 *
 * @param shard which part it is
 * @param subject what was explored, as ids name it: {@code lost-job@2012}
 * @param options what {@code replay} has to be told beside an id
 * @param failures the names of the kinds that count as failures beside those that always do
 * @param version of the explorer and of Java
 * @param checksums of the class files, by the name of the class
 * @param shared the names of the memory that was seen to be shared
 * @param result what was found
 * @param states the states that were reached, with what can be chosen in each, see {@link States}
 * @param traces the runs that came to an end, but for the order of independent steps
 */
public record Part(
        Shard shard,
        String subject,
        String options,
        Set<String> failures,
        String version,
        Map<String, Long> checksums,
        Set<String> shared,
        Result result,
        Map<Long, Integer> states,
        Set<Long> traces) {

    /** The part that a search has been. */
    public static Part of(
            Shard shard,
            String subject,
            String options,
            Set<FindingKind> failures,
            Search search,
            Result result) {
        Map<Long, Integer> states = new TreeMap<>();
        Set<Long> traces = new TreeSet<>();
        search.states().forEach(states::put);
        search.traces().forEach((trace, none) -> traces.add(trace));
        Set<String> names = new TreeSet<>();
        failures.forEach(kind -> names.add(kind.name()));
        return new Part(
                shard,
                subject,
                options,
                names,
                currentVersion(),
                search.checksums(),
                search.shared(),
                result,
                states,
                traces);
    }

    private static String currentVersion() {
        String own = ScenarioCode.class.getPackage().getImplementationVersion();
        return (own == null ? "not packaged" : own) + ", Java " + Runtime.version();
    }

    /** What a part has to have in common with the others, by what it is called. */
    Map<String, Object> identity() {
        Map<String, Object> identity = new TreeMap<>();
        identity.put("program", subject);
        identity.put("version", version);
        identity.put("number of parts", shard.count());
        identity.put("number of preemptions", result.bounds().preemptions());
        identity.put("bound of steps", result.bounds().steps());
        identity.put("number of older values", result.bounds().olderValues());
        identity.put("choice of spurious wake-ups", result.bounds().spuriousWakeUps());
        identity.put("choice of failures", failures);
        return identity;
    }

    /** What it has found, which is no proof without the others. */
    public Result shown() {
        String why = "this is part " + shard + ", for explore merge,";
        return result.isProof() ? result.withCut(why) : result;
    }

    /** A class that both explored and that is not the same in both. */
    Optional<String> changedClass(Part other) {
        return checksums.entrySet().stream()
                .filter(each -> other.checksums.containsKey(each.getKey()))
                .filter(each -> !each.getValue().equals(other.checksums.get(each.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
