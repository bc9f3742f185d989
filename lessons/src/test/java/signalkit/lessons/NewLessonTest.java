package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.cli.Main;
import signalkit.course.teach.NewLesson;

/**
 * {@code lesson new} makes a folder beside those of the other lessons, and that is one more lesson
 * with all that a lesson needs; nothing else is changed.
 */
class NewLessonTest {
    private static final String TOPIC = "highest-value";
    private static final String CHECKS = "signalkit.lessons.highestvalue.HighestValueChecks";

    private static final Pattern FILE =
            Pattern.compile("<!-- file (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    private static final Pattern MUTANT =
            Pattern.compile("^\\| `([a-z-]+)` \\| `(.*)` \\|$", Pattern.MULTILINE);

    @TempDir private Path home;

    private Path added;
    private String number;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void addLesson() throws IOException {
        Path lessons = Files.createDirectories(home.resolve("lessons"));
        for (Lesson lesson : Kit.COURSE.lessons()) {
            Files.createSymbolicLink(lessons.resolve(lesson.name()), lesson.folder());
        }
        added = new NewLesson(Course.read(home), TOPIC).write();
        number = added.getFileName().toString().substring(0, 2);
    }

    /** JUnit warns of each link that it finds. */
    @AfterEach
    void removeLinks() throws IOException {
        for (Lesson lesson : Kit.COURSE.lessons()) {
            Files.delete(home.resolve("lessons").resolve(lesson.name()));
        }
    }

    /** Compiles check/ of the new lesson, as the build does with that of every lesson. */
    private void build() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes().toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.list(added.resolve("check"))) {
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
        assertTrue(lines.get(others).startsWith(number + "  ...."), lines::toString);
        assertTrue(lines.get(others).endsWith("Highest value"), lines::toString);
    }

    @Test
    void exercise_fails_and_solution_passes() throws Exception {
        build();
        Run exercise = lesson("check", number, "--on", "exercise");
        assertEquals(1, exercise.status(), exercise.toString());
        assertTrue(exercise.out().contains("the highest value is 2"), exercise.out());
        Run solution = lesson("check", number, "--on", "solution");
        assertEquals(0, solution.status(), solution.toString());
        assertTrue(solution.out().startsWith("passed: all schedules"), solution.out());
    }

    @Test
    void lesson_whose_checks_are_not_built_does_not_pass() throws Exception {
        Run run = lesson("check", number, "--on", "solution");
        assertEquals(2, run.status(), run.toString());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("names " + CHECKS), run.err());
    }

    @Test
    @Tag("slow")
    void each_mutant_fails_with_a_hint_of_its_own() throws Exception {
        build();
        Set<String> hints = new HashSet<>();
        List<Path> mutants = Course.read(home).lesson(number).mutants();
        for (Path mutant : mutants) {
            Run run = lesson("check", number, "--json", "--on", "mutants/" + mutant.getFileName());
            assertEquals(1, run.status(), mutant + run.toString());
            String hint = run.out().lines().filter(l -> l.contains("\"hint\"")).findFirst().get();
            assertTrue(hints.add(hint), mutant + hint);
        }
        assertTrue(hints.size() >= 4, hints::toString);
    }

    /** The files of docs/new-lesson.md, where that page says that they belong. */
    @Test
    @Tag("slow")
    void walk_through_makes_a_lesson() throws Exception {
        added = new NewLesson(Course.read(home), "ended-children").write();
        number = added.getFileName().toString().substring(0, 2);
        String page = Files.readString(Kit.HOME.resolve("docs/new-lesson.md"));
        Matcher files = FILE.matcher(page);
        while (files.find()) {
            Path file = added.resolve(files.group(1));
            assertTrue(Files.exists(file), file + " is not what lesson new makes");
            Files.writeString(file, files.group(2));
        }
        build();
        Run exercise = lesson("check", number, "--on", "exercise");
        assertEquals(1, exercise.status(), exercise.toString());
        assertTrue(exercise.out().contains("and nobody is left to wake it"), exercise.out());
        Path solution = added.resolve("solution/OwnEndedChildren.java");
        Run right = lesson("check", number, "--on", "solution");
        assertEquals(0, right.status(), right.toString());
        String code = Files.readString(solution);
        int begin = code.indexOf("        try {");
        int end = code.indexOf("    }\n\n    @Override\n    public int ended");
        Set<String> hints = new HashSet<>();
        Matcher mutants = MUTANT.matcher(page);
        while (mutants.find()) {
            Path folder = Files.createDirectories(added.resolve("mutants/" + mutants.group(1)));
            Files.writeString(
                    folder.resolve("OwnEndedChildren.java"),
                    code.substring(0, begin) + mutants.group(2) + code.substring(end));
            Run run = lesson("check", number, "--json", "--on", "mutants/" + mutants.group(1));
            assertEquals(1, run.status(), mutants.group(1) + run);
            String hint = run.out().lines().filter(l -> l.contains("\"hint\"")).findFirst().get();
            assertTrue(hints.add(hint), mutants.group(1) + hint);
        }
        assertEquals(4, hints.size());
    }

    @Test
    void name_that_no_folder_can_have_is_refused() {
        Course course = Course.read(home);
        for (String wrong : List.of("", "X", "a b", "../x", "1a", "a--b", "a-", "self-deadlock")) {
            assertThrows(LessonException.class, () -> new NewLesson(course, wrong), wrong);
        }
    }
}
