package signalkit.lessons.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.lessons.scene.Scene;

/**
 * The schedule that breaks the exercise as it was, on that code, on the learner's and on ours.
 *
 * @param check finds the schedule
 */
record SceneReplay(SceneCheck check) implements Check {
    @Override
    public Result run(Submission submission) throws IOException {
        Compilation starter = submission.starter().compile();
        for (Class<? extends Scene<?>> scene : check.scenes()) {
            ScenarioCode broken = SceneCode.of(starter, check.task(), scene);
            signalkit.explorer.Result found =
                    Explorer.explore(broken, check.bounds(), check.failures(), ignored -> {});
            if (found.failure().isPresent()) {
                return replay(submission, scene, broken, found.failure().get().schedule());
            }
        }
        return Result.fail("replay", "the exercise as it was does not fail any more");
    }

    private Result replay(
            Submission submission,
            Class<? extends Scene<?>> scene,
            ScenarioCode broken,
            Schedule schedule)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("schedule " + schedule.id() + " on the exercise as it was:");
        Trace before = Explorer.replay(broken, schedule);
        lines.addAll(TraceText.table(before, submission.starter()));
        lines.add("  " + before.finding());
        Trace mine = run(submission, scene, schedule);
        lines.add("on your code: " + end(mine));
        if (mine.finding() != null) {
            return Result.fail("replay", "the schedule that breaks the exercise breaks yours, too")
                    .expected("an orderly end", mine.finding())
                    .traced(lines)
                    .hinted(TraceText.hint(mine, mine.finding()));
        }
        Trace ours = run(submission.solution(), scene, schedule);
        lines.add("on our code: " + end(ours));
        return Result.pass(
                        "schedule "
                                + schedule.id()
                                + " breaks the old code, and not yours nor ours",
                        3)
                .traced(lines);
    }

    private Trace run(Submission code, Class<? extends Scene<?>> scene, Schedule schedule)
            throws IOException {
        return Explorer.replay(SceneCode.of(code.compile(), check.task(), scene), schedule);
    }

    private static String end(Trace trace) {
        return trace.finding() == null ? "ends in order" : trace.finding().toString();
    }
}
