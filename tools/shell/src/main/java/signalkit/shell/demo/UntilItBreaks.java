package signalkit.shell.demo;

import java.util.List;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;
import signalkit.shell.console.Style;

/**
 * Fresh servers, one after the other, until one hangs or crashes: where a signal lands is luck.
 *
 * <p>The safe server then gets a few trials, too.
 */
final class UntilItBreaks implements Demo.Script {
    private static final long PATIENCE_NANOS = 6_000_000_000L;
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
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        TrialResult broken = null;
        int runs = 0;
        while (broken == null && System.nanoTime() < deadline) {
            TrialResult result = stage.run(plan, ServerKind.UNSAFE, options, server -> {});
            runs++;
            stage.say("server " + runs + ": " + ending(result));
            broken = isBroken(result) ? result : null;
        }
        if (broken == null) {
            stage.say(
                    "each of the "
                            + runs
                            + " had luck this time; count how often it has none: "
                            + Style.CODE.of("repeat 50 --trial " + plan));
        } else {
            explain(stage, broken);
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

    private static boolean isBroken(TrialResult result) {
        return result.verdict() == TrialVerdict.HUNG || result.verdict() == TrialVerdict.CRASHED;
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

    private static void explain(Stage stage, TrialResult broken) {
        stage.showLog(broken);
        if (broken.verdict() == TrialVerdict.HUNG) {
            stage.showDiagnosis(broken.diagnosis());
        } else {
            stage.say("A handler met something that was not there any more:");
            stage.showFailure(broken);
        }
    }
}
