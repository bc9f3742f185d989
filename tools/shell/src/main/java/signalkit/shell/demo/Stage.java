package signalkit.shell.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.Transition;
import signalkit.lab.trial.Trial;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.shell.console.CommandText;
import signalkit.shell.console.Screen;
import signalkit.shell.view.LockView;

/** Where demos play: servers, and a screen to tell the story on. */
public final class Stage {
    private static final Pattern FAILURE = Pattern.compile("(Exception|Error)\\b");
    private static final int FAILURE_LINES = 7;

    /** A server that hangs does so forever, so the unsafe one need not be waited for long. */
    private static final Duration DEADLINE = Duration.ofMillis(1_200);

    private static final Duration SAFE_DEADLINE = Duration.ofSeconds(12);

    private final Screen screen;
    private final Fleet fleet;
    private final SplittableRandom random = new SplittableRandom();

    /**
     * An empty stage.
     *
     * @param screen where the story is told
     * @param fleet what owns the servers
     */
    public Stage(Screen screen, Fleet fleet) {
        this.screen = screen;
        this.fleet = fleet;
    }

    Fleet fleet() {
        return fleet;
    }

    Screen screen() {
        return screen;
    }

    void chapter(String title) {
        screen.line("");
        screen.line(Style.TITLE.of(title));
    }

    /** Names the command that leads on. */
    void next(String command, String reason) {
        screen.line("");
        screen.line(Style.TITLE.of("next:") + " " + CommandText.of(command) + " " + reason);
    }

    void say(String text) {
        screen.line("  " + text);
    }

    /** Runs a trial while a live line says so. */
    TrialResult run(TrialPlan plan, ServerKind kind, List<String> options, Trial.Look look)
            throws InterruptedException {
        ServerSpec spec = ServerSpec.of(kind, TrialPlan.WORKERS, options);
        try (Screen.LiveLine line = screen.live()) {
            line.show(Style.FAINT.of("  echo-" + kind + ": " + plan.description() + " …"));
            Duration deadline = kind == ServerKind.SAFE ? SAFE_DEADLINE : DEADLINE;
            return new Trial(plan, spec, deadline).run(fleet, random, look);
        }
    }

    /** Shows the transitions that a server logged, from the signal on. */
    void showLog(TrialResult result) {
        showLog(result.log());
    }

    /** Shows the transitions of a log, from the signal on. */
    void showLog(List<String> log) {
        boolean signalled = false;
        for (String line : log) {
            signalled |= line.startsWith("SIGNAL ");
            if (signalled && Transition.parse(line).isPresent()) {
                screen.foreign("    " + line);
            }
        }
    }

    /** Shows what a server that crashed said about it, as far as it is its own code's. */
    void showFailure(TrialResult result) {
        List<String> log = result.log();
        int first = 0;
        while (first < log.size() && !FAILURE.matcher(log.get(first)).find()) {
            first++;
        }
        log.stream()
                .skip(first)
                .limit(FAILURE_LINES)
                .forEach(line -> screen.foreign("    " + line));
    }

    void showDiagnosis(List<Diagnosis> diagnosis) {
        for (Diagnosis each : diagnosis) {
            say(Style.BAD.of(each.verdict()));
            each.drawing().forEach(line -> say("  " + line));
        }
    }

    /** Shows who holds and who waits for which lock of a server that still runs. */
    void showLocks(ServerProcess server) throws InterruptedException {
        LockView.table(RemoteServer.snapshot(server).locks()).print(screen, "  ");
    }
}
