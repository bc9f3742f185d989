package signalkit.shell.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import signalkit.cli.Style;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.Snapshot;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.shell.console.Table;

/** 24 clients on 8 workers: what becomes of the 16 that wait. */
final class LostClientsDemo implements Demo.Script {
    private final Map<ServerKind, Integer> waiting = new EnumMap<>(ServerKind.class);

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<TrialResult> results = new ArrayList<>();
        for (ServerKind kind : ServerKind.values()) {
            stage.chapter("echo-" + kind + ": 24 clients, 8 workers, TERM");
            TrialResult result =
                    stage.run(
                            TrialPlan.CROWD,
                            kind,
                            List.of(),
                            server -> look(stage, kind, RemoteServer.snapshot(server)));
            stage.showLog(result);
            stage.showDiagnosis(result.diagnosis());
            results.add(result);
        }
        stage.chapter("What the clients saw");
        compare(stage, results);
        explain(stage, results.get(0));
        explain(stage, results.get(1));
    }

    private void look(Stage stage, ServerKind kind, Snapshot snapshot) {
        int length = snapshot.queue().size();
        waiting.put(kind, length);
        stage.say("before the signal, " + length + " connections wait in the queue, first of all:");
        snapshot.queue().stream().limit(3).forEach(line -> stage.screen().foreign("    " + line));
    }

    private static void compare(Stage stage, List<TrialResult> results) {
        Table table =
                new Table(
                        "SERVER",
                        "CLIENTS",
                        "SERVED",
                        "CUT",
                        "RESET",
                        "NEVER SERVED",
                        "BYTES LOST",
                        "EXIT");
        for (TrialResult result : results) {
            table.row(
                    "echo-" + result.kind(),
                    result.clients().connections(),
                    result.clients().count(ClientOutcome.SERVED),
                    result.clients().count(ClientOutcome.CUT),
                    result.clients().count(ClientOutcome.RESET),
                    result.clients().count(ClientOutcome.NEVER_SERVED),
                    result.bytesLost(),
                    result.exitStatus().isPresent()
                            ? Integer.toString(result.exitStatus().getAsInt())
                            : "-");
        }
        table.print(stage.screen());
    }

    private void explain(Stage stage, TrialResult result) {
        long lost = result.clientsLost();
        int queued = waiting.getOrDefault(result.kind(), 0);
        if (lost > 0) {
            stage.say(
                    Style.BAD.of("echo-" + result.kind() + " lost " + lost + " clients")
                            + ": a handler cannot wait for workers, so it threw the queue away ("
                            + queued
                            + " connections) and main ended under the workers' feet");
        } else {
            stage.say(
                    Style.GOOD.of("echo-" + result.kind() + " lost nobody")
                            + ": its signal waiter is a thread, so it let the workers serve the "
                            + queued
                            + " that waited, and joined them; a client that is cut has a"
                            + " message on its way that came after the goodbye (late="
                            + result.stopped().map(line -> line.number("late")).orElse(0L)
                            + " bytes)");
        }
    }
}
