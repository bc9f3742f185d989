package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.site.PatchVerdicts;

/**
 * The recorded verdicts on the patches that the pages offer.
 *
 * <p>{@link ExercisesTest} runs the check on each of these patches: every mutant fails, every
 * alternative and the solution passes. So a record is right when it says that, and holds for the
 * bytes that are there now.
 */
class PatchVerdictsTest {
    @TestFactory
    Stream<DynamicTest> record_holds_for_each_patch_and_only_mutants_fail() {
        return exercises().map(place -> dynamicTest(place.toString(), () -> assertHolds(place)));
    }

    private static void assertHolds(Course.Place place) throws IOException {
        PatchVerdicts verdicts = PatchVerdicts.of(place);
        assertEquals(
                List.of(), verdicts.missing(), "record them again; docs/pages.md has the command");
        List<String> wrong = new ArrayList<>();
        verdicts.recorded()
                .forEach(
                        (name, verdict) -> {
                            Path mutants = place.lesson().folder().resolve("mutants");
                            if (verdict.passed() == Files.exists(mutants.resolve(name))) {
                                wrong.add(name + ": " + verdict.summary());
                            }
                        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void record_has_a_patch_that_is_right_and_several_that_are_not() throws IOException {
        for (Course.Place place : exercises().toList()) {
            Map<String, PatchVerdicts.Verdict> recorded = PatchVerdicts.of(place).recorded();
            assertTrue(recorded.get("solution").passed(), place.toString());
            long wrong = recorded.values().stream().filter(verdict -> !verdict.passed()).count();
            assertTrue(wrong >= 4, place.toString());
        }
    }

    @Test
    void record_does_not_hold_for_a_patch_that_has_changed(@TempDir Path copy) throws IOException {
        Course.Place place = exercises().findFirst().orElseThrow();
        Path patch = place.lesson().mutants().get(0);
        PatchVerdicts verdicts = PatchVerdicts.of(place);
        Path changed = Files.createDirectory(copy.resolve(patch.getFileName()));
        for (String file : place.step().files()) {
            if (Files.exists(patch.resolve(file))) {
                Files.writeString(
                        changed.resolve(file), Files.readString(patch.resolve(file)) + "\n");
            }
        }
        assertTrue(verdicts.knows(patch));
        assertTrue(!verdicts.knows(changed));
    }

    /**
     * Records what the checks say now. {@code -Dlessons.only=03,06} means those of some lessons,
     * and {@code -Dlessons.write=missing} only patches that are new or have changed.
     */
    @TestFactory
    @Tag("slow")
    @EnabledIfSystemProperty(named = "lessons.write", matches = ".*")
    Stream<DynamicTest> record_is_written_again() {
        List<String> only = List.of(System.getProperty("lessons.only", "").split(","));
        boolean isOnlyMissing = System.getProperty("lessons.write").equals("missing");
        return exercises()
                .filter(place -> only.stream().anyMatch(place.lesson().name()::startsWith))
                .map(
                        place ->
                                dynamicTest(
                                        place.toString(),
                                        () -> {
                                            PatchVerdicts verdicts = PatchVerdicts.of(place);
                                            verdicts.record(
                                                    isOnlyMissing
                                                            ? verdicts.checkMissing()
                                                            : verdicts.checkAll());
                                        }));
    }

    private static Stream<Course.Place> exercises() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.exercise().isPresent())
                .map(lesson -> new Course.Place(lesson, lesson.exercise().orElseThrow()));
    }
}
