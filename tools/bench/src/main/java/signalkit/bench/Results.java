package signalkit.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured: for each workload and contender a sample per round. For one thread. */
final class Results {
    /** A contender under a workload. */
    record Cell(Workload workload, Contender contender) {}

    private final List<Workload> workloads;
    private final List<Contender> contenders;
    private final Contender reference;
    private final Map<Cell, List<Map<Metric, Double>>> samples = new LinkedHashMap<>();
    private final Map<Cell, String> failures = new LinkedHashMap<>();

    Results(List<Workload> workloads, List<Contender> contenders, Contender reference) {
        this.workloads = workloads;
        this.contenders = contenders;
        this.reference = reference;
    }

    List<Workload> workloads() {
        return workloads;
    }

    List<Contender> contenders() {
        return contenders;
    }

    Contender reference() {
        return reference;
    }

    void add(Workload workload, Contender contender, Map<Metric, Double> sample) {
        samples.computeIfAbsent(new Cell(workload, contender), cell -> new ArrayList<>())
                .add(sample);
    }

    /** The contender is out of this workload; what it has measured there does not count. */
    void fail(Workload workload, Contender contender, String why) {
        failures.put(new Cell(workload, contender), why);
    }

    /** Why a contender is out of a workload; null: it is not. */
    String failure(Workload workload, Contender contender) {
        return failures.get(new Cell(workload, contender));
    }

    Map<Cell, String> failures() {
        return failures;
    }

    /** A metric over all rounds; empty when it was not measured. */
    Optional<Spread> spread(Workload workload, Contender contender, Metric metric) {
        return of(values(workload, contender, metric));
    }

    /** A metric divided by the reference's of the same round. */
    Optional<Spread> ratio(Workload workload, Contender contender, Metric metric) {
        List<Double> own = values(workload, contender, metric);
        List<Double> others = values(workload, reference, metric);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(own.size(), others.size()); round++) {
            if (others.get(round) > 0) {
                ratios.add(own.get(round) / others.get(round));
            }
        }
        return of(ratios);
    }

    private static Optional<Spread> of(List<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    List<Double> values(Workload workload, Contender contender, Metric metric) {
        if (failure(workload, contender) != null) {
            return List.of();
        }
        return samples.getOrDefault(new Cell(workload, contender), List.of()).stream()
                .map(sample -> sample.get(metric))
                .filter(value -> value != null)
                .toList();
    }
}
