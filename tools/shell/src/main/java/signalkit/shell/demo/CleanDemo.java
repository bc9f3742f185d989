package signalkit.shell.demo;

import static signalkit.shell.console.Table.count;

import java.util.List;
import signalkit.cli.Style;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.Transition;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;
import signalkit.shell.console.CommandText;

/** The safe server drains under load; the unsafe one ends in order when it is idle. */
final class CleanDemo implements Demo.Script {
    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.chapter("echo-safe: TERM while 8 clients echo all the time");
        TrialResult safe = stage.run(TrialPlan.LOAD, ServerKind.SAFE, List.of(), server -> {});
        stage.showLog(safe);
        safe.stopped().ifPresent(line -> account(stage, safe, line));
        stage.say(
                safe.verdict() == TrialVerdict.CLEAN
                        ? Style.GOOD.of("clean: nothing and nobody was lost")
                        : Style.BAD.of("not clean: " + safe.verdict().label()));

        stage.chapter("echo-unsafe: the same signal, but nobody is connected");
        TrialResult idle = stage.run(TrialPlan.IDLE, ServerKind.UNSAFE, List.of(), server -> {});
        stage.showLog(idle);
        stage.showDiagnosis(idle.diagnosis());
        idle.stopped().ifPresent(line -> leftovers(stage, idle, line));

        stage.chapter("The same signal under load");
        TrialResult loaded = stage.run(TrialPlan.LOAD, ServerKind.UNSAFE, List.of(), server -> {});
        stage.showLog(loaded);
        stage.showDiagnosis(loaded.diagnosis());
        losses(stage, loaded);
        stage.say(
                "Why? See "
                        + CommandText.of("demo nested-handler")
                        + " and "
                        + CommandText.of("demo churn-hang")
                        + ".");
    }

    private static void account(Stage stage, TrialResult result, Transition line) {
        LoadReport clients = result.clients();
        stage.say(
                "connections: accepted "
                        + line.number("accepted")
                        + " = drained "
                        + line.number("drained")
                        + " + aborted "
                        + line.number("aborted")
                        + " + refused "
                        + line.number("refused"));
        stage.say(
                "bytes: the clients sent "
                        + count(clients.sent())
                        + "; the server read "
                        + count(line.number("bytes_in"))
                        + ", echoed "
                        + count(line.number("bytes_out"))
                        + ", and got "
                        + count(line.number("late"))
                        + " after its goodbye; the clients have "
                        + count(clients.received()));
        stage.say(
                "the process ended with status "
                        + result.exitStatus().orElse(-1)
                        + ", "
                        + result.millis()
                        + " ms after the signal");
    }

    private static void leftovers(Stage stage, TrialResult idle, Transition line) {
        stage.say(
                "exit status "
                        + idle.exitStatus().orElse(-1)
                        + ", and threads="
                        + line.number("threads")
                        + ": its workers never ended; they went down with the process");
    }

    private static void losses(Stage stage, TrialResult result) {
        LoadReport clients = result.clients();
        stage.say(
                Style.BAD.of(
                                count(result.clientsLost())
                                        + " of "
                                        + count(clients.connections())
                                        + " clients lost something")
                        + ": "
                        + count(clients.count(ClientOutcome.RESET))
                        + " were reset, "
                        + count(clients.count(ClientOutcome.CUT))
                        + " cut off; "
                        + count(result.bytesLost())
                        + " bytes never came back");
    }
}
