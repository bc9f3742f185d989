package signalkit.lessons.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import signalkit.course.Course;
import signalkit.course.site.CourseSite;
import signalkit.lessons.Kit;

/** The pages as files, written once for all tests of this JVM. */
record BuiltSite(Path folder, List<String> pages) {
    /** Where the whole course is. */
    static final Path FOLDER = Path.of("target", "pages", "site").toAbsolutePath();

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
            return new BuiltSite(folder, new CourseSite(course).write(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
