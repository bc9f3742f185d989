package signalkit.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results for programs: every round of every metric. */
final class Json {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    static String of(Results results) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("java", System.getProperty("java.vm.version"));
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("reference", results.reference().name());
        Map<String, String> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            metrics.put(metric.key, metric.meaning);
        }
        document.put("metrics", metrics);
        List<Object> rows = new ArrayList<>();
        for (Workload workload : results.workloads()) {
            for (Contender contender : results.contenders()) {
                rows.add(row(results, workload, contender));
            }
        }
        document.put("results", rows);
        return GSON.toJson(document);
    }

    private static Map<String, Object> row(
            Results results, Workload workload, Contender contender) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("workload", workload.toString());
        row.put("server", contender.name());
        String failure = results.failure(workload, contender);
        if (failure != null) {
            row.put("failure", failure);
        }
        for (Metric metric : Metric.values()) {
            results.spread(workload, contender, metric).ifPresent(s -> row.put(metric.key, s));
        }
        results.ratio(workload, contender, Metric.RATE).ifPresent(s -> row.put("rate_ratio", s));
        results.ratio(workload, contender, Metric.P99).ifPresent(s -> row.put("p99_ratio", s));
        Map<String, Object> rounds = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            List<Double> values = results.values(workload, contender, metric);
            if (!values.isEmpty()) {
                rounds.put(metric.key, values);
            }
        }
        row.put("rounds", rounds);
        return row;
    }
}
