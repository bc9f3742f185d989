package signalkit.shell.demo;

import java.util.List;
import signalkit.cli.Style;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;
import signalkit.shell.console.CommandText;

/**
 * Fresh servers, one after the other, until one hangs: where a signal lands is luck.
 *
 * <p>The safe server then gets a few trials, too.
 */
final class UntilItBreaks implements Demo.Script {
    /** About one server in ten hangs, so that nearly no demo reaches this bound. */
    private static final int MOST_SERVERS = 80;

    private static final int CONTROLS = 2;

    private final TrialPlan plan;
    private final List<String> options;

    private UntilItBreaks(TrialPlan plan, List<String> options) {
        this.plan = plan;
        this.options = options;
    }

    static UntilItBreaks churn() {
        return new UntilItBreaks(TrialPlan.CHURN, List.of());
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.chapter("echo-unsafe: " + plan.description());
        stage.say("a fresh server each time, until one hangs; at most " + MOST_SERVERS);
        TrialResult hung = null;
        int runs = 0;
        while (hung == null && runs < MOST_SERVERS) {
            TrialResult result = stage.run(plan, ServerKind.UNSAFE, options, server -> {});
            runs++;
            stage.say("server " + runs + ": " + ending(result));
            if (result.verdict() == TrialVerdict.CRASHED) {
                stage.say("A handler met something that was not there any more:");
                stage.showFailure(result);
            }
            hung = result.verdict() == TrialVerdict.HUNG ? result : null;
        }
        if (hung == null) {
            stage.say(
                    Style.WARN.of("none of the " + runs + " servers hung")
                            + ": TERM never arrived while main held the lock. A signal that is"
                            + " aimed arrives there every time: "
                            + CommandText.of("demo self-deadlock"));
        } else {
            stage.showLog(hung);
            stage.showDiagnosis(hung.diagnosis());
        }
        stage.chapter("echo-safe: the same");
        for (int i = 1; i <= CONTROLS; i++) {
            TrialResult result = stage.run(plan, ServerKind.SAFE, List.of(), server -> {});
            stage.say("server " + i + ": " + ending(result));
        }
        stage.say(
                "Its signals are blocked in every thread, and one thread waits for them: no code is"
                        + " ever interrupted, so no lock is ever held below a handler.");
    }

    private static String ending(TrialResult result) {
        return switch (result.verdict()) {
            case CLEAN -> Style.GOOD.of("ended in order") + status(result);
            case LOSSY ->
                    Style.WARN.of("ended, but lost " + result.clientsLost() + " clients")
                            + status(result);
            case CRASHED -> Style.BAD.of("crashed") + status(result);
            case HUNG -> Style.BAD.of("hangs");
        };
    }

    private static String status(TrialResult result) {
        return ", status " + result.exitStatus().orElse(-1) + ", " + result.millis() + " ms";
    }
}
