package signalkit.lessons.check;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.lessons.scene.Scene;

/**
 * A schedule that the learner hands in breaks the exercise as it was.
 *
 * <p>The file has the id alone in one line; lines that start with # are comments.
 *
 * @param check of the exercise
 */
record ScheduleCheck(SceneCheck check) implements Check {
    private static final String SOURCE = ".java";

    @Override
    public Result run(Submission submission) throws IOException {
        String file = submission.files().get(0);
        String id =
                Files.readAllLines(submission.folder().resolve(file)).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst()
                        .orElse("");
        if (id.isEmpty()) {
            return Result.fail("no-id", file + " has no schedule in it")
                    .expected("the id of a schedule that breaks the exercise", "nothing")
                    .hinted("An id stands below each table of a failed check.");
        }
        Schedule schedule;
        try {
            schedule = Schedule.of(id);
        } catch (IllegalArgumentException e) {
            return Result.fail("bad-id", e.getMessage())
                    .expected("an id", id)
                    .hinted("Copy all of it: the last letter says whether the others are right.");
        }
        return replay(submission, schedule);
    }

    private Result replay(Submission submission, Schedule schedule) throws IOException {
        Submission starter = submission.starter();
        List<String> sources;
        try (var files = Files.list(starter.folder())) {
            sources =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(SOURCE))
                            .sorted()
                            .toList();
        }
        Compilation compiled = Compilation.of(starter.folder(), sources);
        Class<? extends Scene<?>> scene = check.scenes().get(0);
        ScenarioCode code = SceneCode.of(compiled, check.task(), scene);
        Trace trace = Explorer.replay(code, schedule);
        List<String> lines = new ArrayList<>(TraceText.table(trace, starter));
        if (trace.finding() == null) {
            return Result.fail("ends-in-order", "nothing goes wrong in this schedule")
                    .expected("a schedule that breaks the exercise", "an end in order")
                    .traced(lines)
                    .hinted(
                            "In this one the signal came where it does no harm. See the table:"
                                    + " between which two steps would it?");
        }
        return Result.pass("it breaks: " + trace.finding(), 1).traced(lines);
    }
}
