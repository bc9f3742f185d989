package signalkit.shell.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialSummary;
import signalkit.lab.trial.TrialVerdict;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Table;

/**
 * The trials of one plan on one server, as a row of a table or of JSON.
 *
 * @param plan what happened
 * @param kind of the server
 * @param summary the sums
 */
public record TrialView(TrialPlan plan, ServerKind kind, TrialSummary summary) {
    private static final int LOG_LINES = 12;

    /** The JSON; its names are those of the fields. */
    public record Row(
            String trial,
            String server,
            int runs,
            int clean,
            int lossy,
            int crashed,
            int hung,
            int runsWithLosses,
            long clients,
            long clientsLost,
            long neverServed,
            long bytesLost,
            long bytesLate,
            long endMillisMedian,
            long endMillisLongest,
            Map<String, Integer> hangs,
            List<Diagnosis> firstHang,
            List<String> firstFault) {}

    /**
     * Whether no trial lost, crashed or hung.
     *
     * @return true when all were clean
     */
    public boolean isClean() {
        return summary.count(TrialVerdict.CLEAN) == summary.runs();
    }

    /**
     * The sums, for JSON.
     *
     * @return a row
     */
    public Row row() {
        return new Row(
                plan.label(),
                kind.label(),
                summary.runs(),
                summary.count(TrialVerdict.CLEAN),
                summary.count(TrialVerdict.LOSSY),
                summary.count(TrialVerdict.CRASHED),
                summary.count(TrialVerdict.HUNG),
                summary.lossyRuns(),
                summary.clients(),
                summary.clientsLost(),
                summary.neverServed(),
                summary.bytesLost(),
                summary.late(),
                summary.millis(50),
                summary.millis(100),
                summary.hangs(),
                summary.firstHang().map(TrialResult::diagnosis).orElse(List.of()),
                summary.firstFault().map(TrialView::faults).orElse(List.of()));
    }

    private static List<String> faults(TrialResult result) {
        List<String> lines = new ArrayList<>(result.accountFaults());
        List<String> log = result.log();
        lines.addAll(log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
        return lines;
    }

    /**
     * Prints a table with a row for each, and below it the first hang and the first fault of each.
     *
     * @param screen where to
     * @param views in their order
     */
    public static void print(Screen screen, List<TrialView> views) {
        Table table =
                new Table(
                                "TRIAL",
                                "SERVER",
                                "RUNS",
                                "CLEAN",
                                "LOSSY",
                                "CRASHED",
                                "HUNG",
                                "CLIENTS",
                                "LOST",
                                "UNSERVED",
                                "BYTES LOST",
                                "LATE",
                                "END P50",
                                "MAX")
                        .namedBy(2);
        for (TrialView view : views) {
            Row row = view.row();
            table.row(
                    Style.TITLE.of(row.trial),
                    row.server,
                    row.runs,
                    (view.isClean() ? Style.GOOD : Style.WARN).of(row.clean),
                    bad(row.lossy),
                    bad(row.crashed),
                    bad(row.hung),
                    row.clients,
                    bad(row.clientsLost),
                    bad(row.neverServed),
                    bad(row.bytesLost),
                    row.bytesLate,
                    row.endMillisMedian + " ms",
                    row.endMillisLongest + " ms");
        }
        table.print(screen);
        views.forEach(view -> view.explain(screen));
    }

    private static String bad(long count) {
        return count == 0 ? "0" : Style.BAD.of(Table.count(count));
    }

    private void explain(Screen screen) {
        String where = plan + " on " + kind;
        summary.hangs()
                .forEach((why, count) -> screen.line(where + ", hung " + count + ": " + why));
        summary.firstHang()
                .ifPresent(
                        result -> {
                            screen.line(Style.TITLE.of("the first hang of " + where + ":"));
                            result.diagnosis().forEach(each -> LockView.print(screen, each));
                        });
        summary.firstFault()
                .ifPresent(
                        result -> {
                            screen.line(
                                    Style.TITLE.of("the first fault of " + where)
                                            + ", exit status "
                                            + result.exitStatus().orElse(-1)
                                            + ":");
                            faults(result).forEach(line -> screen.foreign("  " + line));
                        });
    }
}
