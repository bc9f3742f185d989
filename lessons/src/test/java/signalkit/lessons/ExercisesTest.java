package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.LessonStep;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;
import signalkit.course.check.TimeLimit;

/** Each exercise can be failed and can be passed, and each way to fail has a hint of its own. */
class ExercisesTest {
    /** The lessons whose checks also run jcstress, for ten seconds. */
    private static final Set<String> ALSO_BY_JCSTRESS = Set.of("09-work-queue", "07-flags");

    private static final String LONG_SECONDS = "120";

    @TempDir private static Path temporary;

    @TestFactory
    Stream<DynamicContainer> exercises() {
        return places().map(place -> dynamicContainer(place.toString(), tests(place)));
    }

    @TestFactory
    Stream<DynamicTest> every_solution_passes_within_30_s() {
        return places().filter(place -> !ALSO_BY_JCSTRESS.contains(place.lesson().name()))
                .map(place -> dynamicTest(place.toString(), () -> solutionPasses(place)));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_solution_passes_jcstress_too_within_30_s() {
        return places().filter(place -> ALSO_BY_JCSTRESS.contains(place.lesson().name()))
                .map(place -> dynamicTest(place.toString(), () -> solutionPasses(place)));
    }

    /**
     * An alternative says nothing of the machine, so it has more time than a student: jcstress
     * starts several JVMs, and on a busy machine 30 s may pass before it has decided.
     */
    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_alternative_passes() {
        return places().map(
                        place ->
                                dynamicTest(
                                        place.toString(),
                                        () -> {
                                            System.setProperty(TimeLimit.PROPERTY, LONG_SECONDS);
                                            try {
                                                for (Path each : place.lesson().alternatives()) {
                                                    if (isOf(place, each)) {
                                                        passes(place, each);
                                                    }
                                                }
                                            } finally {
                                                System.clearProperty(TimeLimit.PROPERTY);
                                            }
                                        }));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_mutant_fails_each_with_another_hint() {
        return places().map(place -> dynamicTest(place.toString(), () -> mutantsFail(place)));
    }

    /** All exercises; {@code -Dlessons.only=03} means those of that lesson. */
    private static Stream<Course.Place> places() {
        String only = System.getProperty("lessons.only", "");
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.name().startsWith(only))
                .flatMap(
                        lesson ->
                                lesson.steps().stream()
                                        .filter(LessonStep::isExercise)
                                        .filter(step -> !step.id().equals("replay"))
                                        .filter(step -> !step.files().contains("schedule.txt"))
                                        .map(step -> new Course.Place(lesson, step)));
    }

    private static List<DynamicTest> tests(Course.Place place) {
        return List.of(
                dynamicTest(
                        "starter says what to do, and the solution has done it",
                        () -> {
                            assertTrue(asks(place, "exercise"));
                            assertFalse(asks(place, "solution"));
                        }),
                dynamicTest(
                        "starter fails with a hint",
                        () ->
                                assertFailsWithHint(
                                        Grader.HERE.verdict(place, copy(place, "exercise")))));
    }

    private static void solutionPasses(Course.Place place) {
        passes(place, place.lesson().folder().resolve("solution"));
    }

    private static void passes(Course.Place place, Path folder) {
        Grader.Grade grade = Grader.HERE.grade(place, folder, TerminalWidth.UNKNOWN);
        assertTrue(grade.result().passed(), folder + ": " + grade.result());
        assertTrue(grade.millis() < TimeLimit.limit().toMillis());
    }

    /** A lesson may have several exercises, and a variant is one of these. */
    private static boolean isOf(Course.Place place, Path variant) {
        return Files.exists(variant.resolve(place.step().files().get(0)));
    }

    private static void mutantsFail(Course.Place place) throws IOException {
        List<String> variants = new ArrayList<>();
        for (Path mutant : place.lesson().mutants()) {
            if (isOf(place, mutant)) {
                variants.add("mutants/" + mutant.getFileName());
            }
        }
        // Several at a time: some wait for a program that hangs.
        Map<String, CheckResult> results = new ConcurrentHashMap<>();
        variants.stream().parallel().forEach(each -> results.put(each, verdict(place, each)));
        Map<String, String> byHint = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        results.forEach(
                (name, result) -> {
                    String other = byHint.put(result.hint(), name);
                    if (result.passed() || result.cause().equals("compile")) {
                        wrong.add(name + " is not caught: " + result);
                    } else if (result.hint().isEmpty() || other != null) {
                        wrong.add(name + " has the hint of " + other + ": " + result.hint());
                    }
                });
        assertTrue(byHint.size() >= 4, "too few mutants: " + byHint.values());
        assertEquals(List.of(), wrong);
    }

    private static CheckResult verdict(Course.Place place, String variant) {
        try {
            return Grader.HERE.verdict(place, copy(place, variant)).result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file says what is still to be done. */
    private static boolean asks(Course.Place place, String variant) throws IOException {
        for (String file : place.step().files()) {
            String text = Files.readString(place.lesson().folder().resolve(variant).resolve(file));
            if (text.contains("TODO") || text.contains("# Fill in")) {
                return true;
            }
        }
        return false;
    }

    private static void assertFailsWithHint(Grader.Grade grade) {
        CheckResult result = grade.result();
        assertFalse(result.passed(), "the starter must fail");
        assertFalse(result.cause().equals("compile"), result.toString());
        assertFalse(result.hint().isEmpty(), result.toString());
        for (int level = 2; level <= 3; level++) {
            String hint = grade.place().step().hint(result.cause(), level);
            assertFalse(hint.isEmpty(), "no hint " + level + " for " + result.cause());
        }
    }

    /** Checks may write beside the files, so they get a copy; what a mutant lacks is right. */
    private static Path copy(Course.Place place, String variant) throws IOException {
        Path lesson = place.lesson().folder();
        Path copy = temporary.resolve(place.lesson().name()).resolve(variant);
        Files.createDirectories(copy);
        if (variant.startsWith("mutants")) {
            copyFiles(lesson.resolve("solution"), copy);
        }
        copyFiles(lesson.resolve(variant), copy);
        return copy;
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
