package signalkit.course.schedule;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;

/**
 * Runs the learner's class in every bounded schedule and with every arrival of the signals.
 *
 * @param task the interface that it implements
 * @param scenes what runs around it, the simplest first
 * @param bounds how far the explorer looks
 * @param failures kinds of findings that fail here although they break nothing
 */
public record SceneCheck(
        Class<?> task,
        List<Class<? extends Scene<?>>> scenes,
        Bounds bounds,
        Set<FindingKind> failures)
        implements Check {
    private static final Bounds BOUNDS =
            Bounds.DEFAULT.withTime(Duration.ofSeconds(20)).withSteps(2_000);

    /**
     * A check that fails on whatever breaks a run.
     *
     * @param task the interface that the learner's class implements
     * @param preemptions how many the explorer tries, at most
     * @param scenes what runs around it, the simplest first; the learner plays the first one
     * @return the check
     */
    public static SceneCheck of(
            Class<?> task, int preemptions, List<Class<? extends Scene<?>>> scenes) {
        return new SceneCheck(
                task,
                scenes,
                BOUNDS.withPreemptions(preemptions),
                EnumSet.noneOf(FindingKind.class));
    }

    /**
     * The same check, which also fails on findings of a kind that breaks nothing.
     *
     * @param kind of the findings
     * @return a new check
     */
    public SceneCheck failingOn(FindingKind kind) {
        return new SceneCheck(task, scenes, bounds, EnumSet.of(kind));
    }

    /**
     * The same check for scenes whose runs are long.
     *
     * @param count of steps, after which a run is cut
     * @return a new check
     */
    public SceneCheck withSteps(int count) {
        return new SceneCheck(task, scenes, bounds.withSteps(count), failures);
    }

    /**
     * The same check, but no wait ends for no reason.
     *
     * @return a new check
     */
    public SceneCheck withoutSpuriousWakeUps() {
        return new SceneCheck(task, scenes, bounds.withoutSpuriousWakeUps(), failures);
    }

    /** What fails in a run: what broke it, or a kind of finding that this check does not allow. */
    Optional<Finding> wrong(Trace trace) {
        return wrong(trace, failures);
    }

    /** What fails in a run: what broke it, or a warning of one of some kinds. */
    static Optional<Finding> wrong(Trace trace, Set<FindingKind> failures) {
        return trace.finding() != null
                ? Optional.of(trace.finding())
                : trace.warnings().stream()
                        .map(Trace.Warning::finding)
                        .filter(finding -> failures.contains(finding.kind()))
                        .findFirst();
    }

    @Override
    public CheckResult run(Submission submission) throws IOException {
        return run(submission, submission.compile());
    }

    /**
     * Checks classes that were made of the learner's.
     *
     * @param submission where their sources are
     * @param compiled the classes; one of them implements the task
     * @return what was found
     */
    public CheckResult run(Submission submission, Compilation compiled) {
        long schedules = 0;
        for (Class<? extends Scene<?>> scene : scenes) {
            ScenarioCode code = SceneCode.of(compiled, task, scene);
            Result found = Explorer.explore(code, bounds, failures, ignored -> {});
            schedules += found.statistics().runs();
            if (found.failure().isPresent()) {
                return failed(submission, code, found.failure().get()).after(schedules);
            }
            if (!found.isProof()) {
                return noProof(found).after(schedules);
            }
        }
        return CheckResult.pass(
                String.format(
                        Locale.ROOT,
                        "all schedules with at most %d preemption%s: no failure",
                        bounds.preemptions(),
                        bounds.preemptions() == 1 ? "" : "s"),
                schedules);
    }

    /**
     * The shortest run that breaks an exercise.
     *
     * @param submission the exercise
     * @return that of the first scene that has one; empty when nothing breaks it
     * @throws IOException when a file cannot be read
     */
    public Optional<Trace> failingRun(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        for (Class<? extends Scene<?>> scene : scenes) {
            ScenarioCode code = SceneCode.of(compiled, task, scene);
            Optional<Result.Failure> failure =
                    Explorer.explore(code, bounds, failures, ignored -> {}).failure();
            if (failure.isPresent()) {
                return Optional.of(Explorer.replay(code, failure.get().schedule()));
            }
        }
        return Optional.empty();
    }

    /** Nothing failed, but not everything was looked at, so this is no pass. */
    private static CheckResult noProof(Result found) {
        if (found.cut().isPresent()) {
            return CheckResult.fail("cut", "the check could not look at every schedule")
                    .expected("a search that ends", found.cut().get())
                    .hinted(
                            "The code does far more steps than it needs. Does a loop in it wait by"
                                    + " spinning?");
        }
        return CheckResult.fail(
                        "unexplored", "not supported here: this may be right, and cannot be proved")
                .expected("code that can be stopped at each step", found.unexplored())
                .hinted(
                        "The check cannot look into what is named above. Use the classes that the"
                                + " lesson lists, or plain loops; split a method that is too"
                                + " long.");
    }

    private CheckResult failed(Submission submission, ScenarioCode code, Result.Failure failure) {
        Trace trace = Explorer.replay(code, failure.schedule());
        List<String> lines = new ArrayList<>(TraceText.table(trace, submission));
        lines.add("");
        lines.add("schedule " + failure.schedule().id());
        String kind = failure.finding().kind().label().replace(' ', '-');
        return CheckResult.fail(kind, failure.finding().text())
                .expected("every schedule ends in order", failure.finding().kind().label())
                .traced(lines)
                .hinted(TraceText.hint(trace, failure.finding()));
    }
}
