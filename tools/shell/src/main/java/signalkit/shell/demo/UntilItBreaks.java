package signalkit.shell.demo;

import java.util.List;
import signalkit.shell.console.Style;
import signalkit.shell.server.ServerKind;
import signalkit.shell.trial.Scenario;
import signalkit.shell.trial.TrialResult;
import signalkit.shell.trial.Verdict;

/**
 * Fresh servers, one after the other, until one hangs or crashes: where a signal lands is luck.
 *
 * <p>The safe server then gets a few trials, too.
 */
final class UntilItBreaks implements Demo.Script {
    private static final long PATIENCE_NANOS = 6_000_000_000L;
    private static final int CONTROLS = 2;

    private final Scenario scenario;
    private final List<String> options;

    private UntilItBreaks(Scenario scenario, List<String> options) {
        this.scenario = scenario;
        this.options = options;
    }

    static UntilItBreaks churn() {
        return new UntilItBreaks(Scenario.CHURN, List.of());
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.chapter("echo-unsafe: " + scenario.description());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        TrialResult broken = null;
        int runs = 0;
        while (broken == null && System.nanoTime() < deadline) {
            TrialResult result = stage.run(scenario, ServerKind.UNSAFE, options, server -> {});
            runs++;
            stage.say("server " + runs + ": " + ending(result));
            broken = isBroken(result) ? result : null;
        }
        if (broken == null) {
            stage.say(
                    "each of the "
                            + runs
                            + " had luck this time; count how often it has none: "
                            + Style.CODE.of("repeat 50 --scenario " + scenario));
        } else {
            explain(stage, broken);
        }
        stage.chapter("echo-safe: the same");
        for (int i = 1; i <= CONTROLS; i++) {
            TrialResult result = stage.run(scenario, ServerKind.SAFE, List.of(), server -> {});
            stage.say("server " + i + ": " + ending(result));
        }
        stage.say(
                "Its signals are blocked in every thread, and one thread waits for them: no code is"
                        + " ever interrupted, so no lock is ever held below a handler.");
    }

    private static boolean isBroken(TrialResult result) {
        return result.verdict() == Verdict.HUNG || result.verdict() == Verdict.CRASHED;
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
        if (broken.verdict() == Verdict.HUNG) {
            stage.showDiagnosis(broken.diagnosis());
        } else {
            stage.say("A handler met something that was not there any more:");
            stage.showFailure(broken);
        }
    }
}
