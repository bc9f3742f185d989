package signalkit.lessons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import signalkit.course.Course;
import signalkit.course.check.Submission;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.course.site.CourseSite;
import signalkit.course.site.GraphSource;

/** The pages as files, written once for all tests of this JVM. */
record BuiltSite(Path folder, List<String> pages) {
    /** Where the whole course is. */
    static final Path FOLDER = Path.of("target", "pages", "site").toAbsolutePath();

    /** What has no recorded verdict is left out: PatchVerdictsTest runs the checks. */
    private static final GraphSource WITHOUT_CHECKS =
            new GraphSource() {
                @Override
                public String ofExercise(ScheduleChecks checks, Submission exercise)
                        throws IOException {
                    return EXPLORER.ofExercise(checks, exercise);
                }

                @Override
                public Optional<String> ofServer(Path home, String scenario, String side) {
                    return EXPLORER.ofServer(home, scenario, side);
                }

                @Override
                public boolean checksPatches() {
                    return false;
                }
            };

    /** All of them, which takes as long as to explore all games. */
    private static BuiltSite whole;

    /** The pages of one lesson, and those that belong to no lesson. */
    static BuiltSite ofLesson(int number) {
        return write(
                new Course(
                        Kit.COURSE.folder(),
                        Kit.COURSE.lessons().stream()
                                .filter(lesson -> lesson.number() == number)
                                .toList()),
                FOLDER.resolveSibling("site-of-" + number));
    }

    /** The whole course. */
    static synchronized BuiltSite whole() {
        if (whole == null) {
            whole = write(Kit.COURSE, FOLDER);
        }
        return whole;
    }

    private static BuiltSite write(Course course, Path folder) {
        try {
            Files.createDirectories(folder);
            return new BuiltSite(folder, new CourseSite(course, WITHOUT_CHECKS).write(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
