package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.Submission;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.Trace;
import signalkit.explorer.view.HtmlPage;
import signalkit.explorer.view.Sources;

/** The shortest failing run of an exercise as a page to step through. */
final class ReplayPage {
    private ReplayPage() {}

    /**
     * Writes the page; false when no schedule breaks the exercise, and nothing was written.
     *
     * @param lesson with an exercise
     * @param file where to
     * @param up a link to the lesson's own page
     */
    static boolean write(Lesson lesson, Path file, HtmlPage.Link up) throws IOException {
        LessonStep step = lesson.exercise().orElseThrow();
        if (!(lesson.checks() instanceof ScheduleChecks checks)) {
            return false;
        }
        Path folder = lesson.folder().resolve("exercise");
        Submission starter = new Submission(lesson.folder(), folder, step.files());
        Optional<Trace> run = checks.schedules().failingRun(starter);
        if (run.isPresent()) {
            Files.writeString(file, HtmlPage.of(run.get(), new Sources(List.of(folder)), up));
        }
        return run.isPresent();
    }
}
