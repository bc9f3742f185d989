package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signalkit.course.Lesson;
import signalkit.course.check.Submission;
import signalkit.course.schedule.GameReplay;

/**
 * The picture in a lesson is what its run looks like now. A comment names the schedule, which the
 * text above it has printed:
 *
 * <pre>{@code
 * <!-- svg 06w1-v -->
 * ![The same run](run.svg)
 * }</pre>
 *
 * <p>{@code -Dsignalkit.pages.write=true} draws them again.
 */
class LessonPicturesTest {
    /** What stands above a picture. */
    static final Pattern MARKER = Pattern.compile("<!-- svg ([\\w-]+) -->");

    private static final Pattern PICTURE =
            Pattern.compile(MARKER + "\\n!\\[[^\\]]+\\]\\((run\\.svg)\\)");

    private static GameReplay replay(Lesson lesson, String id) throws IOException {
        List<String> files = lesson.exercise().orElseThrow().files();
        Path exercise = lesson.folder().resolve("exercise");
        return GameReplay.of(lesson, new Submission(lesson.folder(), exercise, files), id);
    }

    @Test
    void each_picture_shows_its_run_which_fails_and_is_printed_above_it() throws IOException {
        int pictures = 0;
        for (Lesson lesson : Kit.COURSE.lessons()) {
            String text = Files.readString(lesson.folder().resolve("README.md"));
            Matcher matcher = PICTURE.matcher(text);
            assertEquals(matcher.results().count(), MARKER.matcher(text).results().count());
            matcher.reset();
            while (matcher.find()) {
                pictures++;
                String id = matcher.group(1);
                assertTrue(text.contains("\n  schedule " + id + "\n"), lesson.name());
                GameReplay run = replay(lesson, id);
                assertFalse(run.isInOrder(), lesson.name());
                Path file = lesson.folder().resolve(matcher.group(2));
                if (Boolean.getBoolean("signalkit.pages.write")) {
                    Files.writeString(file, run.picture());
                }
                assertEquals(
                        Files.readString(file),
                        run.picture(),
                        "-Dsignalkit.pages.write=true draws " + lesson.name() + " again");
            }
        }
        assertTrue(pictures > 0);
    }

    @Test
    void another_schedule_is_another_picture() throws IOException {
        Lesson lesson = Kit.COURSE.lesson("3");

        assertNotEquals(replay(lesson, "06w1-v").picture(), replay(lesson, "0").picture());
    }
}
