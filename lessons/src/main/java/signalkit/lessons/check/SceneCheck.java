package signalkit.lessons.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;
import signalkit.lessons.scene.Scene;

/**
 * Runs the learner's class in every bounded schedule and with every arrival of the signals.
 *
 * @param task the interface that it implements
 * @param scenes what runs around it, the simplest first
 * @param bounds how far the explorer looks
 * @param failures kinds of findings that fail here although they break nothing
 */
record SceneCheck(
        Class<?> task,
        List<Class<? extends Scene<?>>> scenes,
        Bounds bounds,
        Set<FindingKind> failures)
        implements ScheduledCheck {
    private static final Bounds BOUNDS =
            Bounds.DEFAULT.withTime(Duration.ofSeconds(20)).withSteps(2_000);

    static SceneCheck of(Class<?> task, int preemptions, List<Class<? extends Scene<?>>> scenes) {
        return new SceneCheck(
                task,
                scenes,
                BOUNDS.withPreemptions(preemptions),
                EnumSet.noneOf(FindingKind.class));
    }

    SceneCheck failingOn(FindingKind kind) {
        return new SceneCheck(task, scenes, bounds, EnumSet.of(kind));
    }

    /** What fails in a run: what broke it, or a kind of finding that this check does not allow. */
    Optional<Finding> wrong(Trace trace) {
        return trace.finding() != null
                ? Optional.of(trace.finding())
                : trace.warnings().stream()
                        .map(Trace.Warning::finding)
                        .filter(finding -> failures.contains(finding.kind()))
                        .findFirst();
    }

    @Override
    public SceneCheck schedules() {
        return this;
    }

    @Override
    public Result run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        long schedules = 0;
        for (Class<? extends Scene<?>> scene : scenes) {
            ScenarioCode code = SceneCode.of(compiled, task, scene);
            signalkit.explorer.Result found =
                    Explorer.explore(code, bounds, failures, ignored -> {});
            schedules += found.statistics().runs();
            if (found.failure().isPresent()) {
                return failed(submission, code, found.failure().get()).after(schedules);
            }
            if (found.cut().isPresent()) {
                return Result.fail("cut", "the check could not look at every schedule")
                        .expected("a search that ends", found.cut().get())
                        .hinted(
                                "The code does far more steps than it needs. Is there a loop that"
                                        + " waits by turning?")
                        .after(schedules);
            }
        }
        return Result.pass(
                String.format(
                        Locale.ROOT,
                        "all schedules with at most %d preemption%s: no failure",
                        bounds.preemptions(),
                        bounds.preemptions() == 1 ? "" : "s"),
                schedules);
    }

    private Result failed(
            Submission submission, ScenarioCode code, signalkit.explorer.Result.Failure failure) {
        Trace trace = Explorer.replay(code, failure.schedule());
        List<String> lines = new ArrayList<>(TraceText.table(trace, submission));
        lines.add("");
        lines.add("schedule " + failure.schedule().id());
        String kind = failure.finding().kind().label().replace(' ', '-');
        return Result.fail(kind, failure.finding().text())
                .expected("every schedule ends in order", failure.finding().kind().label())
                .traced(lines)
                .hinted(TraceText.hint(trace, failure.finding()));
    }
}
