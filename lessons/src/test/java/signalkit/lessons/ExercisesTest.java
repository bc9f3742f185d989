package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;
import signalkit.course.check.TimeLimit;

/** Each exercise can be failed and can be passed, and each way to fail has a hint of its own. */
class ExercisesTest {
    /** The lessons whose checks also run jcstress, for ten seconds. */
    private static final Set<String> ALSO_BY_JCSTRESS = Set.of("09-work-queue", "07-flags");

    private static final String LONG_SECONDS = "120";

    /**
     * The lessons whose checks start programs and wait for them, which takes little of a processor.
     */
    private static final Set<String> WAITING = Set.of("01-two-servers", "14-jvm-signals");

    /**
     * Of those that compute, and as many of those that wait; a small machine has two processors.
     */
    private static final int AT_A_TIME = 3;

    @TempDir private static Path temporary;

    @TestFactory
    Stream<DynamicContainer> exercises() {
        return places().map(place -> dynamicContainer(place.toString(), tests(place)));
    }

    @TestFactory
    Stream<DynamicTest> every_solution_passes_within_30_s() throws Exception {
        return solutions(place -> !ALSO_BY_JCSTRESS.contains(place.lesson().name()));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_solution_passes_jcstress_too_within_30_s() throws Exception {
        return solutions(place -> ALSO_BY_JCSTRESS.contains(place.lesson().name()));
    }

    /**
     * An alternative says nothing of the machine, so it has more time than a student: jcstress
     * starts several JVMs, and on a busy machine 30 s may pass before it has decided. Those starts
     * cost most of this test, so jcstress meets one alternative of a lesson here. It met the others
     * when their verdicts were recorded, and {@link PatchVerdictsTest} fails when they have changed
     * since. {@code -Dlessons.jcstress} means all.
     */
    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_alternative_passes() throws Exception {
        System.setProperty(TimeLimit.PROPERTY, LONG_SECONDS);
        try {
            Map<Variant, Grader.Grade> grades =
                    checked(
                            places(),
                            ExercisesTest::alternatives,
                            variant -> grade(variant.place, variant.folder));
            return byPlace(grades, ExercisesTest::assertAllPass);
        } finally {
            System.clearProperty(TimeLimit.PROPERTY);
        }
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> every_mutant_fails_each_with_another_hint() throws Exception {
        Map<Variant, Grader.Grade> grades =
                checked(
                        places(),
                        Lesson::mutants,
                        variant ->
                                Grader.HERE.verdict(
                                        variant.place,
                                        copy(variant.place, "mutants/" + variant.name())));
        return byPlace(grades, ExercisesTest::assertAllFail);
    }

    private static List<Path> alternatives(Lesson lesson) throws IOException {
        List<Path> all = lesson.alternatives();
        boolean isCostly = ALSO_BY_JCSTRESS.contains(lesson.name());
        return isCostly && System.getProperty("lessons.jcstress") == null ? all.subList(0, 1) : all;
    }

    /** A folder with a right or wrong way to do an exercise. */
    private record Variant(Course.Place place, Path folder) {
        String name() {
            return folder.getFileName().toString();
        }
    }

    /** Those of one kind. */
    private interface VariantsOf {
        List<Path> in(Lesson lesson) throws IOException;
    }

    /** What is done with a variant. */
    private interface CheckOf {
        Grader.Grade grade(Variant variant) throws Exception;
    }

    private static Stream<DynamicTest> solutions(Predicate<Course.Place> which) throws Exception {
        Map<Variant, Grader.Grade> grades =
                checked(
                        places().filter(which),
                        lesson -> List.of(lesson.folder().resolve("solution")),
                        variant -> grade(variant.place, variant.folder));
        return grades.entrySet().stream()
                .map(
                        each ->
                                dynamicTest(
                                        each.getKey().place.toString(),
                                        () -> assertPassesInTime(each.getValue())));
    }

    /** Checks the variants of lessons, a few at a time: some wait for a program that hangs. */
    private static Map<Variant, Grader.Grade> checked(
            Stream<Course.Place> places, VariantsOf variants, CheckOf check) throws Exception {
        ExecutorService computing = Executors.newFixedThreadPool(AT_A_TIME);
        ExecutorService waiting = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Variant, Future<Grader.Grade>> running = new LinkedHashMap<>();
            for (Course.Place place : places.toList()) {
                boolean waits = WAITING.contains(place.lesson().name());
                for (Path folder : variants.in(place.lesson())) {
                    if (isOf(place, folder)) {
                        Variant variant = new Variant(place, folder);
                        ExecutorService pool = waits ? waiting : computing;
                        running.put(variant, pool.submit(() -> check.grade(variant)));
                    }
                }
            }
            Map<Variant, Grader.Grade> grades = new LinkedHashMap<>();
            for (Map.Entry<Variant, Future<Grader.Grade>> each : running.entrySet()) {
                grades.put(each.getKey(), each.getValue().get());
            }
            return grades;
        } finally {
            computing.shutdown();
            waiting.shutdown();
        }
    }

    private static Stream<DynamicTest> byPlace(
            Map<Variant, Grader.Grade> grades, Consumer<Map<String, CheckResult>> test) {
        return places().map(
                        place -> {
                            Map<String, CheckResult> ofPlace = new TreeMap<>();
                            grades.forEach(
                                    (variant, grade) -> {
                                        if (variant.place.equals(place)) {
                                            ofPlace.put(variant.name(), grade.result());
                                        }
                                    });
                            return dynamicTest(place.toString(), () -> test.accept(ofPlace));
                        });
    }

    /** All exercises; {@code -Dlessons.only=03,06} means those of these lessons. */
    private static Stream<Course.Place> places() {
        List<String> only = List.of(System.getProperty("lessons.only", "").split(","));
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> only.stream().anyMatch(lesson.name()::startsWith))
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

    private static void assertPassesInTime(Grader.Grade grade) {
        assertTrue(grade.result().passed(), grade.place() + ": " + grade.result());
        assertTrue(grade.millis() < TimeLimit.limit().toMillis());
    }

    private static Grader.Grade grade(Course.Place place, Path folder) {
        return Grader.HERE.grade(place, folder, TerminalWidth.UNKNOWN);
    }

    /** A lesson may have several exercises, and a variant is one of these. */
    private static boolean isOf(Course.Place place, Path variant) {
        return Files.exists(variant.resolve(place.step().files().get(0)));
    }

    private static void assertAllPass(Map<String, CheckResult> alternatives) {
        alternatives.forEach((name, result) -> assertTrue(result.passed(), name + ": " + result));
    }

    private static void assertAllFail(Map<String, CheckResult> mutants) {
        Map<String, String> byHint = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        mutants.forEach(
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
