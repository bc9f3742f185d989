package signalkit.stress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.grading.GradingResult;
import signalkit.cli.Paragraph;

/** What a run has shown, as the header of a test has it: the command, the platform, a table. */
final class ResultTable {
    private static final int WIDTH = 100;

    private static final Pattern BLOCK =
            Pattern.compile(" \\*\n \\* <pre>\n((?: \\*.*\n)*?) \\* </pre>\n");
    private static final Pattern COMMAND = Pattern.compile(" \\* kit> (race run .+)");
    private static final Pattern PLATFORM =
            Pattern.compile(" \\* JDK [\\d.]+, \\w+ \\w+, \\d+ processors?");
    private static final Pattern ROW =
            Pattern.compile(" \\* +(\\S.*?) {2,}([\\d,]+) +(\\d+\\.\\d+) % +(\\w+) +(\\S.*)");
    private static final Pattern REST = Pattern.compile(" \\* {20,}(\\S.*)");

    /** One line, which may take several when what it means is long. */
    private record Row(String outcome, long samples, String share, String expect, String means) {}

    private ResultTable() {}

    /** The source of a test without its table. */
    static String strip(String source) {
        return BLOCK.matcher(source).replaceFirst("");
    }

    /** The source of a test with the table of a run. */
    static String put(String source, String command, Collection<GradingResult> seen) {
        long all = seen.stream().mapToLong(one -> one.count).sum();
        StringBuilder block = new StringBuilder(" *\n * <pre>\n");
        block.append(" * kit> ").append(command).append('\n');
        block.append(" * ").append(platform()).append("\n *\n");
        block.append(line("RESULT", "SAMPLES", "FREQ  ", "EXPECT", "MEANS"));
        for (GradingResult one : seen) {
            String count = String.format(Locale.ROOT, "%,d", one.count);
            String share = share(one.count, all) + " %";
            String expect = RaceReport.word(one.expect);
            block.append(line(escape(one.id), count, share, expect, escape(one.description)));
        }
        block.append(" * </pre>\n");
        String plain = strip(source).replaceFirst("/\\*\\* (\\d+\\. .*) \\*/", "/**\n * $1\n */");
        return plain.replaceFirst(
                " \\*/\n(?=@JCStressTest)", Matcher.quoteReplacement(block + " */\n"));
    }

    /** What is wrong with the table in the source of a test. */
    static List<String> faults(String source, Race race, TestInfo test) {
        Matcher found = BLOCK.matcher(source);
        if (!found.find()) {
            return List.of(test.name() + " has no table");
        }
        List<String> faults = new ArrayList<>();
        List<String> lines = found.group(1).lines().toList();
        Matcher command = COMMAND.matcher(lines.get(0));
        if (!command.matches() || !command.group(1).startsWith("race run " + race.name() + " ")) {
            faults.add("is no run of " + race.name() + ": " + lines.get(0));
        }
        if (!PLATFORM.matcher(lines.get(1)).matches()) {
            faults.add("is no platform: " + lines.get(1));
        }
        List<Row> rows = rows(lines.subList(4, lines.size()));
        long all = rows.stream().mapToLong(Row::samples).sum();
        for (Row row : rows) {
            if (!share(row.samples, all).equals(row.share)) {
                faults.add(row + " is not that share of " + all);
            }
            if (test.cases().stream().noneMatch(one -> isOf(row, one))) {
                faults.add(row + " is not what the test expects");
            }
        }
        for (StateCase one : test.cases()) {
            if (rows.stream().noneMatch(row -> isOf(row, one))) {
                faults.add("no row for " + one.matchPattern() + ", " + one.description());
            }
        }
        return faults;
    }

    private static boolean isOf(Row row, StateCase one) {
        return (row.outcome.equals(one.matchPattern()) || one.matches(row.outcome))
                && row.expect.equals(RaceReport.word(one.expect()))
                && row.means.equals(one.description());
    }

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            Matcher rest = REST.matcher(line);
            if (row.matches()) {
                long samples = Long.parseLong(row.group(2).replace(",", ""));
                String means = unescape(row.group(5));
                String id = unescape(row.group(1));
                rows.add(new Row(id, samples, row.group(3), row.group(4), means));
            } else if (rest.matches() && !rows.isEmpty()) {
                Row last = rows.remove(rows.size() - 1);
                String means = last.means + " " + unescape(rest.group(1));
                rows.add(new Row(last.outcome, last.samples, last.share, last.expect, means));
            } else {
                throw new IllegalArgumentException("no row of a table: " + line);
            }
        }
        return rows;
    }

    /** In percent; with more digits when there is little of it, so that it is not none. */
    private static String share(long count, long all) {
        double percent = all == 0 ? 0 : 100.0 * count / all;
        boolean little = percent > 0 && percent < 0.01;
        return String.format(Locale.ROOT, little ? "%.6f" : "%.2f", percent);
    }

    private static String platform() {
        int processors = Runtime.getRuntime().availableProcessors();
        return String.format(
                "JDK %s, %s %s, %d processor%s",
                System.getProperty("java.version"),
                System.getProperty("os.name").replace(" ", ""),
                System.getProperty("os.arch"),
                processors,
                processors == 1 ? "" : "s");
    }

    private static String line(
            String outcome, String samples, String share, String expect, String means) {
        String prefix =
                String.format("  %10s  %11s  %10s  %-11s  ", outcome, samples, share, expect);
        return Paragraph.wrap(prefix, means, WIDTH - 2).stream()
                .map(line -> " *" + line + "\n")
                .collect(Collectors.joining());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
