package signalkit.shell.view;

import java.util.Locale;
import signalkit.cli.Style;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.LoadReport;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Table;

/** Shows what a load generator counted. */
public final class LoadView {
    private LoadView() {}

    /**
     * The counts in a few words, for a line of progress.
     *
     * @param report what was counted
     * @return half a sentence
     */
    public static String brief(LoadReport report) {
        return Table.count(report.open())
                + " open, "
                + Table.count(report.messages())
                + " echoes, "
                + endings(report)
                + (report.messages() == 0
                        ? "no latency yet"
                        : String.format(Locale.ROOT, "p99 %.2f ms", report.latencyMillis(99)));
    }

    private static String endings(LoadReport report) {
        StringBuilder text = new StringBuilder();
        for (ClientOutcome outcome : ClientOutcome.values()) {
            long count = report.count(outcome);
            if (count > 0) {
                String words = Table.count(count) + " " + outcome.label();
                text.append(outcome.isLoss() ? Style.BAD.of(words) : words).append(", ");
            }
        }
        return text.toString();
    }

    /**
     * Prints all that was counted.
     *
     * @param screen where to
     * @param report what was counted
     */
    public static void print(Screen screen, LoadReport report) {
        screen.line("connections " + Table.count(report.connections()) + ": " + ends(report));
        screen.line(
                "bytes sent "
                        + Table.count(report.sent())
                        + ", echoed "
                        + Table.count(report.received())
                        + ", missing "
                        + Table.count(report.missing()));
        if (report.messages() == 0) {
            screen.line("no echo came back");
            return;
        }
        screen.line(
                String.format(
                        Locale.ROOT,
                        "latency of %,d echoes: p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f,"
                                + " longest %.2f",
                        report.messages(),
                        report.latencyMillis(50),
                        report.latencyMillis(90),
                        report.latencyMillis(99),
                        report.latencyMillis(99.9),
                        report.latencyMillis(100)));
    }

    private static String ends(LoadReport report) {
        String text = endings(report);
        return text.isEmpty() ? "none has ended" : text.substring(0, text.length() - 2);
    }
}
