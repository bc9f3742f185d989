package signalkit.course.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the tables of measured figures as charts, above the tables, which stay.
 *
 * <p>It knows two kinds: a ratio with its smallest and largest round, and the share of samples of a
 * race. A table of another kind is left as it is.
 */
final class Charts {
    private static final Pattern TABLE = Pattern.compile("(?m)(?:^\\|.*\\|\\n?){3,}");
    private static final Pattern RATIO = Pattern.compile("([\\d.]+) \\[([\\d.]+)-([\\d.]+)]");
    private static final Pattern COUNT = Pattern.compile("([\\d,]+) of ([\\d,]+)");

    private static final int LEFT = 190;
    private static final int WIDTH = 720;
    private static final int ROW = 22;

    private Charts() {}

    private record Bar(String name, double from, double value, double to) {}

    /** Where a chart belongs in a text: before the table that it draws. */
    record Chart(int at, String svg) {}

    /** The charts of a text, in their order. */
    static List<Chart> of(String markdown) {
        List<Chart> charts = new ArrayList<>();
        Matcher table = TABLE.matcher(markdown);
        while (table.find()) {
            List<List<String>> rows = table.group().lines().map(Charts::cells).toList();
            List<String> head = rows.get(0);
            List<List<String>> body = rows.subList(2, rows.size());
            String first = head.get(0);
            int ratio = column(head, "Ratio");
            if (ratio > 0 && first.equals("Workload")) {
                charts.add(new Chart(table.start(), ratios(body, ratio)));
            } else if (first.equals("Race")) {
                charts.add(new Chart(table.start(), shares(head, body)));
            }
        }
        return charts;
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        return Pattern.compile("\\|").splitAsStream(inner).map(String::strip).toList();
    }

    private static int column(List<String> head, String start) {
        for (int i = 0; i < head.size(); i++) {
            if (head.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    private static String ratios(List<List<String>> body, int column) {
        List<Bar> bars = new ArrayList<>();
        String workload = "";
        double most = 1.6;
        for (List<String> row : body) {
            workload = row.get(0).isEmpty() ? workload : row.get(0);
            Matcher ratio = RATIO.matcher(row.get(column));
            if (ratio.find()) {
                double to = Double.parseDouble(ratio.group(3));
                bars.add(
                        new Bar(
                                workload + " · " + row.get(1),
                                Double.parseDouble(ratio.group(2)),
                                Double.parseDouble(ratio.group(1)),
                                to));
                most = Math.max(most, to);
            }
        }
        int height = bars.size() * ROW + 34;
        double scale = (WIDTH - LEFT - 60) / most;
        StringBuilder svg = open(height, "Messages per second, as a ratio");
        double one = LEFT + scale;
        svg.append(line("base", one, 20, one, height - 6));
        svg.append(text("tick", one, 14, "middle", "1.0, as fast as the server compared with"));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = 34 + i * ROW;
            svg.append(text("name", LEFT - 12, y + 4, "end", bar.name));
            svg.append(line("span", LEFT + bar.from * scale, y, LEFT + bar.to * scale, y));
            svg.append(
                    "<circle cx=\"%.0f\" cy=\"%d\" r=\"5\"/>"
                            .formatted(LEFT + bar.value * scale, y));
            svg.append(
                    text(
                            "value",
                            LEFT + bar.to * scale + 8,
                            y + 4,
                            "start",
                            String.format(Locale.ROOT, "%.2f", bar.value)));
        }
        return close(
                svg, "A dot is the median round, a line reaches from the slowest to the fastest.");
    }

    private static String shares(List<String> head, List<List<String>> body) {
        int height = body.size() * ROW + 12;
        StringBuilder svg = open(height, "Share of samples with the forbidden outcome");
        double scale = WIDTH - LEFT - 180;
        for (int i = 0; i < body.size(); i++) {
            List<String> row = body.get(i);
            int y = 12 + i * ROW;
            svg.append(text("name", LEFT - 12, y + 5, "end", row.get(0)));
            svg.append(line("rail", LEFT, y, LEFT + scale, y));
            double share = share(row.get(1));
            if (share > 0) {
                svg.append(line("bar", LEFT, y, LEFT + Math.max(2, share * scale), y));
            }
            svg.append(text("value", LEFT + scale + 10, y + 5, "start", row.get(1)));
        }
        boolean isNever = body.stream().allMatch(row -> row.get(2).equals("never"));
        return close(
                svg,
                "The bars are those of "
                        + plain(head.get(1))
                        + "."
                        + (isNever ? " In " + plain(head.get(2)) + " none was seen." : ""));
    }

    private static double share(String cell) {
        Matcher count = COUNT.matcher(cell);
        if (count.find()) {
            return number(count.group(1)) / number(count.group(2));
        }
        return cell.endsWith("%") ? number(cell.replace("%", "").strip()) / 100 : 0;
    }

    private static double number(String digits) {
        return Double.parseDouble(digits.replace(",", ""));
    }

    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }

    private static StringBuilder open(int height, String label) {
        return new StringBuilder()
                .append(
                        "<figure class=\"chart\"><div class=\"scroll\" tabindex=\"0\" role=\"group\"")
                .append(" aria-label=\"Chart\"><svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-label=\"")
                .append(label)
                .append("; the table below has the figures\">");
    }

    private static String close(StringBuilder svg, String caption) {
        return svg.append("</svg></div><figcaption>")
                .append(CodeColours.escape(caption))
                .append("</figcaption></figure>\n")
                .toString();
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(String kind, double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                kind,
                x,
                y,
                anchor,
                CodeColours.escape(words));
    }
}
