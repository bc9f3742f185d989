package signalkit.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Style;
import signalkit.shell.console.Table;
import signalkit.shell.server.Diagnosis;
import signalkit.shell.server.ServerKind;
import signalkit.shell.trial.Scenario;
import signalkit.shell.trial.Statistics;
import signalkit.shell.trial.TrialResult;
import signalkit.shell.trial.Verdict;

/**
 * The trials of one scenario on one server, as a row of a table or of JSON.
 *
 * @param scenario what happened
 * @param kind of the server
 * @param statistics the sums
 */
record TrialView(Scenario scenario, ServerKind kind, Statistics statistics) {
    private static final int LOG_LINES = 12;

    /** The JSON; its names are those of the fields. */
    record Row(
            String scenario,
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

    boolean isClean() {
        return statistics.count(Verdict.CLEAN) == statistics.runs();
    }

    Row row() {
        return new Row(
                scenario.label(),
                kind.label(),
                statistics.runs(),
                statistics.count(Verdict.CLEAN),
                statistics.count(Verdict.LOSSY),
                statistics.count(Verdict.CRASHED),
                statistics.count(Verdict.HUNG),
                statistics.lossyRuns(),
                statistics.clients(),
                statistics.clientsLost(),
                statistics.neverServed(),
                statistics.bytesLost(),
                statistics.late(),
                statistics.millis(50),
                statistics.millis(100),
                statistics.hangs(),
                statistics.firstHang().map(TrialResult::diagnosis).orElse(List.of()),
                statistics.firstFault().map(TrialView::faults).orElse(List.of()));
    }

    private static List<String> faults(TrialResult result) {
        List<String> lines = new ArrayList<>(result.accountFaults());
        List<String> log = result.log();
        lines.addAll(log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
        return lines;
    }

    static void print(Screen screen, List<TrialView> views) {
        Table table =
                new Table(
                                "SCENARIO",
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
                    Style.TITLE.of(row.scenario),
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
        String where = scenario + " on " + kind;
        statistics
                .hangs()
                .forEach((why, count) -> screen.line(where + ", hung " + count + ": " + why));
        statistics
                .firstHang()
                .ifPresent(
                        result -> {
                            screen.line(Style.TITLE.of("the first hang of " + where + ":"));
                            result.diagnosis().forEach(each -> LocksCommand.print(screen, each));
                        });
        statistics
                .firstFault()
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
