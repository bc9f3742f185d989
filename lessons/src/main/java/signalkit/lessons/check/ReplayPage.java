package signalkit.lessons.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;
import signalkit.explorer.view.HtmlPage;
import signalkit.explorer.view.Sources;
import signalkit.lessons.Lesson;
import signalkit.lessons.Step;
import signalkit.lessons.scene.Scene;

/** The shortest failing run of an exercise as a page to step through. */
public final class ReplayPage {
    private ReplayPage() {}

    /**
     * Writes the page.
     *
     * @param lesson with an exercise
     * @param file where to
     * @param up a link to the lesson's own page
     * @return false when its check does not look at schedules, and nothing was written
     * @throws IOException when a file cannot be read or written
     */
    public static boolean write(Lesson lesson, Path file, HtmlPage.Link up) throws IOException {
        Step step = lesson.exercise().orElseThrow();
        Optional<SceneCheck> schedules = Checks.schedules(step.check());
        if (schedules.isEmpty()) {
            return false;
        }
        SceneCheck check = schedules.get();
        Path folder = lesson.folder().resolve("exercise");
        Compilation compiled = new Submission(lesson.folder(), folder, step.files()).compile();
        for (Class<? extends Scene<?>> scene : check.scenes()) {
            ScenarioCode code = SceneCode.of(compiled, check.task(), scene);
            Optional<signalkit.explorer.Result.Failure> failure =
                    Explorer.explore(code, check.bounds(), check.failures(), ignored -> {})
                            .failure();
            if (failure.isPresent()) {
                Trace trace = Explorer.replay(code, failure.get().schedule());
                Files.writeString(file, HtmlPage.of(trace, new Sources(List.of(folder)), up));
                return true;
            }
        }
        return false;
    }
}
