package signalkit.bench.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of one way, in all rounds. */
final class WayResult {
    private static final double HALF = 0.5;
    private static final double MOST = 0.99;

    private final List<Long> latencies = new ArrayList<>();
    private final List<Long> cpu = new ArrayList<>();
    private final List<Long> seen = new ArrayList<>();

    /** Adds a line of the sender, such as "latency 12000"; times are in nanoseconds. */
    void add(String line) {
        String[] words = line.split(" ");
        List<Long> values =
                switch (words[0]) {
                    case "latency" -> latencies;
                    case "cpu" -> cpu;
                    case "seen" -> seen;
                    default -> throw new IllegalArgumentException("the sender says: " + line);
                };
        values.add(Long.parseLong(words[1]));
    }

    /** The time from kill to the action, in microseconds: half of the signals were faster. */
    double median() {
        return quantile(latencies, HALF) / 1e3;
    }

    /** As {@link #median}, for 99 of 100 signals. */
    double p99() {
        return quantile(latencies, MOST) / 1e3;
    }

    /** The receiver's processor time for a signal, in microseconds; NaN when not measured. */
    double cpu() {
        return cpu.isEmpty() ? Double.NaN : quantile(cpu, HALF) / 1e3;
    }

    /** The fewest and the most actions for a burst; empty when none was sent. */
    String seen() {
        if (seen.isEmpty()) {
            return "";
        }
        long least = Collections.min(seen);
        long most = Collections.max(seen);
        return least == most ? "" + least : least + " to " + most;
    }

    /** All of it, for programs. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("median_us", median());
        values.put("p99_us", p99());
        values.put("cpu_us", cpu.isEmpty() ? null : cpu());
        values.put("seen", seen);
        values.put("latencies_ns", latencies);
        return values;
    }

    private static double quantile(List<Long> values, double part) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
