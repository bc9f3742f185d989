package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import signalkit.course.Course;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.course.site.PatchVerdicts;

/**
 * The recorded verdicts on the patches that the pages offer. {@code -Dlessons.write} records them
 * anew, {@code -Dlessons.only=03} those of one lesson.
 */
class PatchVerdictsTest {
    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> recorded_verdicts_are_what_the_checks_say() {
        String only = System.getProperty("lessons.only", "");
        return exercises()
                .filter(place -> place.lesson().name().startsWith(only))
                .map(place -> dynamicTest(place.toString(), () -> compare(place)));
    }

    @Test
    void record_has_a_patch_that_is_right_and_several_that_are_not() throws IOException {
        for (Course.Place place : exercises().toList()) {
            Map<String, PatchVerdicts.Verdict> recorded = PatchVerdicts.of(place).recorded();
            assumeTrue(!recorded.isEmpty(), place + " has no record yet");
            // What a busy machine has not decided is not recorded.
            PatchVerdicts.Verdict solution = recorded.get("solution");
            assertTrue(solution == null || solution.passed(), place.toString());
            long wrong = recorded.values().stream().filter(verdict -> !verdict.passed()).count();
            assertTrue(wrong >= 4, place.toString());
        }
    }

    private static Stream<Course.Place> exercises() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.checks() instanceof ScheduleChecks)
                .map(lesson -> new Course.Place(lesson, lesson.exercise().orElseThrow()));
    }

    private static void compare(Course.Place place) throws IOException {
        PatchVerdicts verdicts = PatchVerdicts.of(place);
        Map<String, PatchVerdicts.Verdict> now = verdicts.checkAll();
        if (System.getProperty("lessons.write") != null) {
            verdicts.record(now);
        } else {
            // What is not recorded is checked when the pages are written.
            now.keySet().retainAll(verdicts.recorded().keySet());
            now.values().removeIf(verdict -> !verdict.isDecided());
            // Not its words: another JDK has other lines in its classes, and a check takes its
            // time.
            now.forEach(
                    (name, verdict) -> {
                        PatchVerdicts.Verdict recorded = verdicts.recorded().get(name);
                        assertEquals(recorded.sources(), verdict.sources(), place + " " + name);
                        assertEquals(recorded.passed(), verdict.passed(), place + " " + name);
                    });
        }
    }
}
