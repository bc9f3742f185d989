package signalkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import signalkit.cli.Paragraph;

/** The results as tables for people, one for each workload. */
final class TextTable {
    private static final List<String> RATES =
            List.of(
                    "",
                    "messages/s",
                    "ratio [95 %]",
                    "best",
                    "p50 µs",
                    "p99 µs",
                    "p99.9 µs",
                    "p99 ratio [95 %]",
                    "best",
                    "CPU µs/message",
                    "RSS MiB");
    private static final List<String> STOPS =
            List.of(
                    "",
                    "TERM to exit ms [min-max]",
                    "status",
                    "closed with FIN",
                    "reset",
                    "bytes lost");

    private final Results results;
    private final int width;

    /** Tables whose lines have at most {@code width} characters, in parts if need be. */
    TextTable(Results results, int width) {
        this.width = width;
        this.results = results;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Workload workload : results.workloads()) {
            text.append(workload).append(System.lineSeparator());
            parts(rows(workload)).forEach(part -> append(text, part));
            text.append(System.lineSeparator());
        }
        String legend =
                "medians of the rounds; ratios to "
                        + results.reference().name()
                        + " in the same round, with bounds of their median;"
                        + " best: the ratio of the best rounds";
        Paragraph.wrap("", legend, width)
                .forEach(line -> text.append(line).append(System.lineSeparator()));
        return text.toString();
    }

    private List<List<String>> rows(Workload workload) {
        boolean stops = workload.mode() == Workload.Mode.TERM;
        List<List<String>> rows = new ArrayList<>();
        rows.add(stops ? STOPS : RATES);
        for (Contender contender : results.contenders()) {
            String failure = results.failure(workload, contender);
            if (failure != null) {
                rows.add(List.of(contender.name(), failure));
            } else {
                rows.add(stops ? stop(workload, contender) : rate(workload, contender));
            }
        }
        return rows;
    }

    private List<String> rate(Workload workload, Contender contender) {
        return List.of(
                contender.name(),
                median(workload, contender, Metric.RATE, "%,.0f"),
                bounds(results.ratio(workload, contender, Metric.RATE)),
                best(workload, contender, Metric.RATE, Spread::max),
                median(workload, contender, Metric.P50, "%,.0f"),
                median(workload, contender, Metric.P99, "%,.0f"),
                median(workload, contender, Metric.P999, "%,.0f"),
                bounds(results.ratio(workload, contender, Metric.P99)),
                best(workload, contender, Metric.P99, Spread::min),
                median(workload, contender, Metric.CPU, "%.1f"),
                median(workload, contender, Metric.MEMORY, "%,.0f"));
    }

    private List<String> stop(Workload workload, Contender contender) {
        return List.of(
                contender.name(),
                ends(results.spread(workload, contender, Metric.EXIT)),
                median(workload, contender, Metric.STATUS, "%.0f"),
                median(workload, contender, Metric.TOLD, "%,.0f"),
                median(workload, contender, Metric.RESET, "%,.0f"),
                median(workload, contender, Metric.LOST, "%,.0f"));
    }

    private String median(Workload workload, Contender contender, Metric metric, String format) {
        return results.spread(workload, contender, metric)
                .map(spread -> String.format(Locale.ROOT, format, spread.median()))
                .orElse("-");
    }

    /** The ratio of the best rounds: others on the machine only make rounds worse. */
    private String best(
            Workload workload, Contender contender, Metric metric, ToDoubleFunction<Spread> end) {
        Optional<Spread> own = results.spread(workload, contender, metric);
        Optional<Spread> other = results.spread(workload, results.reference(), metric);
        return own.isEmpty() || other.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        end.applyAsDouble(own.get()) / end.applyAsDouble(other.get()));
    }

    private static String bounds(Optional<Spread> ratio) {
        return ratio.map(s -> spread("%.2f [%.2f-%.2f]", s.median(), s.low(), s.high()))
                .orElse("-");
    }

    private static String ends(Optional<Spread> millis) {
        return millis.map(s -> spread("%,.0f [%,.0f-%,.0f]", s.median(), s.min(), s.max()))
                .orElse("-");
    }

    private static String spread(String format, double median, double from, double to) {
        return String.format(Locale.ROOT, format, median, from, to);
    }

    /** The columns, in as many tables as the window needs; each begins with the names. */
    private List<List<List<String>>> parts(List<List<String>> rows) {
        int columns = rows.get(0).size();
        List<List<List<String>>> parts = new ArrayList<>();
        int from = 1;
        while (from < columns) {
            int to = from + 1;
            while (to < columns && widest(part(rows, from, to + 1)) <= width) {
                to++;
            }
            parts.add(part(rows, from, to));
            from = to;
        }
        return parts;
    }

    /** Names and some columns; a row that tells a failure stays whole. */
    private static List<List<String>> part(List<List<String>> rows, int from, int to) {
        List<List<String>> part = new ArrayList<>();
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row.subList(0, 1));
            cells.addAll(row.size() < columns ? row.subList(1, row.size()) : row.subList(from, to));
            part.add(cells);
        }
        return part;
    }

    private static int widest(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        append(text, rows);
        return text.toString().lines().mapToInt(String::length).max().orElse(0);
    }

    /** Names to the left, figures to the right; a row with one figure tells a failure instead. */
    private static void append(StringBuilder text, List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            boolean failed = row.size() < widths.length;
            for (int i = 0; i < (failed ? 1 : widths.length); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            line.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
            for (int i = 1; i < row.size(); i++) {
                int padding = row.size() < widths.length ? 0 : widths[i] - row.get(i).length();
                line.append("  ").append(" ".repeat(padding)).append(row.get(i));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
    }
}
