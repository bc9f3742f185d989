package signalkit.explorer.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import signalkit.explorer.Bounds;
import signalkit.explorer.Result;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.search.States;

/**
 * Adds the parts of a search up to one result, with the counts that one search would have had.
 *
 * <p><b>How it works.</b> Each part has the states that it reached, with what can be chosen in
 * each. Parts overlap, so the union of their states counts. A search makes one run for each thing
 * that can be chosen in a state and is not what is chosen first; what costs a preemption counts
 * only below the last level.
 */
public final class Merger {
    private static final Comparator<Result.Failure> SHORTEST =
            Comparator.comparingInt((Result.Failure each) -> each.schedule().length())
                    .thenComparing(each -> each.schedule().id());

    private final List<Part> parts;
    private final Bounds bounds;

    /**
     * Takes parts of one search.
     *
     * @throws IllegalArgumentException when they are not; the message is for people
     */
    public Merger(List<Part> parts) {
        this.parts = List.copyOf(parts);
        Part first = parts.get(0);
        this.bounds = first.result().bounds();
        for (Part part : parts) {
            requireAlike(first, part);
        }
        Set<Integer> seen = new HashSet<>();
        for (Part part : parts) {
            if (!seen.add(part.shard().number())) {
                throw new IllegalArgumentException(
                        "part " + part.shard() + " is there twice; name each file once");
            }
        }
    }

    private static void requireAlike(Part first, Part other) {
        first.identity()
                .forEach(
                        (what, value) -> {
                            Object others = other.identity().get(what);
                            if (!value.equals(others)) {
                                throw differ(first, other, what, value + " and " + others);
                            }
                        });
        first.changedClass(other)
                .ifPresent(
                        name -> {
                            throw differ(first, other, "code", "they have another " + name);
                        });
    }

    private static IllegalArgumentException differ(
            Part first, Part other, String what, String how) {
        return new IllegalArgumentException(
                String.format(
                        "parts %s and %s are not of one search: they differ in the %s (%s);"
                                + " run all parts again",
                        first.shard(), other.shard(), what, how));
    }

    /** What all parts have found, and what is missing for a proof. */
    public Result merge() {
        Map<String, Result.Failure> warnings = new TreeMap<>();
        Set<String> outcomes = new TreeSet<>();
        Set<String> unexplored = new TreeSet<>();
        for (Part part : parts) {
            for (Result.Failure warning : part.result().warnings()) {
                warnings.merge(
                        warning.finding().toString(),
                        warning,
                        (one, other) -> SHORTEST.compare(one, other) <= 0 ? one : other);
            }
            outcomes.addAll(part.result().outcomes());
            unexplored.addAll(part.result().unexplored());
        }
        Optional<Result.Failure> failure = failure();
        return new Result(
                parts.get(0).result().scenario(),
                bounds,
                failure,
                List.copyOf(warnings.values()),
                outcomes,
                statistics(),
                failure.isPresent() ? Optional.empty() : missing(),
                unexplored,
                Optional.empty(),
                parts.stream().anyMatch(part -> part.result().seesOlderValues()));
    }

    private Optional<Result.Failure> failure() {
        return parts.stream().flatMap(part -> part.result().failure().stream()).min(SHORTEST);
    }

    private Optional<String> missing() {
        List<String> what = new ArrayList<>();
        int count = parts.get(0).shard().count();
        Set<Integer> there =
                parts.stream().map(part -> part.shard().number()).collect(Collectors.toSet());
        String absent =
                IntStream.rangeClosed(1, count)
                        .filter(number -> !there.contains(number))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            what.add("missing of " + count + " parts: " + absent);
        }
        for (Part part : parts) {
            part.result().cut().ifPresent(cut -> what.add("part " + part.shard() + ": " + cut));
        }
        Set<String> shared = shared();
        String behind =
                parts.stream()
                        .filter(part -> !part.shared().equals(shared))
                        .map(part -> part.shard().toString())
                        .collect(Collectors.joining(", "));
        if (!behind.isEmpty()) {
            what.add(
                    "parts that did not know all memory that is shared: "
                            + behind
                            + " (run all parts again with --known and these files)");
        }
        return what.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", what));
    }

    /** The names of the memory that some part has seen to be shared. */
    public Set<String> shared() {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> names.addAll(part.shared()));
        return names;
    }

    private SearchStatistics statistics() {
        Map<Long, Integer> states = new HashMap<>();
        Set<Long> traces = new HashSet<>();
        for (Part part : parts) {
            part.states().forEach((state, packed) -> states.merge(state, packed, Math::min));
            traces.addAll(part.traces());
        }
        long runs = 1;
        for (int packed : states.values()) {
            States.Branches branches = States.Branches.of(packed);
            boolean isLast = branches.level() >= bounds.preemptions();
            runs += branches.free() + (isLast ? 0 : branches.costly());
        }
        List<SearchStatistics> each =
                parts.stream().map(part -> part.result().statistics()).toList();
        return new SearchStatistics(
                runs,
                each.stream().mapToLong(SearchStatistics::pruned).sum(),
                each.stream().mapToLong(SearchStatistics::skipped).sum(),
                traces.size(),
                states.size(),
                0,
                bounds.preemptions(),
                0,
                each.stream()
                        .map(SearchStatistics::elapsed)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
