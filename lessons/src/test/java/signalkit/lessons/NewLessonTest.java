package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Lesson;
import signalkit.course.cli.Main;

/** A folder beside those of the other lessons is one more lesson; nothing else is changed. */
class NewLessonTest {
    private static final Path NEW = Path.of("src/test/new-lesson/99-peak").toAbsolutePath();

    @TempDir private Path home;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void addLesson() throws IOException {
        Path lessons = Files.createDirectories(home.resolve("lessons"));
        for (Lesson lesson : Kit.COURSE.lessons()) {
            Files.createSymbolicLink(lessons.resolve(lesson.name()), lesson.folder());
        }
        Files.createSymbolicLink(lessons.resolve(NEW.getFileName()), NEW);
    }

    /** Compiles check/ of the new lesson, as the build does with that of every lesson. */
    private void build() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes().toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.list(NEW.resolve("check"))) {
            sources.forEach(source -> arguments.add(source.toString()));
        }
        String[] words = arguments.toArray(String[]::new);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, words));
    }

    private Path classes() {
        return home.resolve("classes");
    }

    /** The command in a JVM of its own, since this one was started without the new classes. */
    private Run lesson(String... words) throws IOException, InterruptedException {
        String path = classes() + File.pathSeparator + System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path));
        command.addAll(List.of("-Dsignalkit.home=" + home, Main.class.getName()));
        command.addAll(List.of(words));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "no end of " + command);
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void is_listed_after_the_others() throws Exception {
        List<String> lines = lesson("list").out().lines().toList();
        int others = Kit.COURSE.lessons().size();
        assertTrue(lines.get(others).startsWith("99  ...."), lines::toString);
        assertTrue(lines.get(others).endsWith("A peak and a handler"), lines::toString);
    }

    @Test
    void exercise_fails_and_solution_passes() throws Exception {
        build();
        Run exercise = lesson("check", "99", "--on", "exercise");
        assertEquals(1, exercise.status(), exercise.toString());
        assertTrue(exercise.out().contains("the peak is 2"), exercise.out());
        Run solution = lesson("check", "99", "--on", "solution");
        assertEquals(0, solution.status(), solution.toString());
        assertTrue(solution.out().startsWith("passed: all schedules"), solution.out());
    }

    @Test
    void lesson_whose_checks_are_not_built_does_not_pass() throws Exception {
        Run run = lesson("check", "99", "--on", "solution");
        assertEquals(2, run.status(), run.toString());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("names signalkit.lessons.peak.PeakChecks"), run.err());
    }
}
