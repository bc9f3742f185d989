package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Lesson;
import signalkit.course.c.CPair;
import signalkit.course.c.CRuns;

/** In C and on this kernel, each broken program breaks, and its fixed one does not. */
class CProgramsTest {
    private static final int LINES = 60;
    private static final int COLUMNS = 100;

    /** Most break in the first second; a busy machine may need longer. */
    private static final double UNTIL_BROKEN = 60;

    private static final double FIXED = 0.6;

    @TempDir private Path work;

    private static List<Lesson> withPrograms() {
        return Kit.COURSE.lessons().stream().filter(each -> CPair.of(each).isPresent()).toList();
    }

    @Test
    void programs_fit_beside_each_other_on_a_screen() throws IOException {
        List<String> tooLarge = new ArrayList<>();
        for (Lesson lesson : withPrograms()) {
            for (String name : List.of("broken.c", "fixed.c")) {
                Path file = lesson.folder().resolve("c").resolve(name);
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > LINES || lines.stream().anyMatch(l -> l.length() > COLUMNS)) {
                    tooLarge.add(file + ": " + lines.size());
                }
            }
        }
        assertEquals(List.of(), tooLarge);
        assertTrue(withPrograms().size() >= 14, "" + withPrograms().size());
    }

    @Test
    void lesson_without_programs_says_which_ones_have_them() {
        Kit.Run run = Kit.lesson(work, "c", "1");
        assertEquals(2, run.status());
        assertTrue(
                run.err().contains("lesson 1 has no programs in C; these have: 2, 3"), run.err());
    }

    @Test
    void self_deadlock_is_shown_on_this_kernel() throws Exception {
        breaksAndIsFixed(Kit.COURSE.lesson("3"));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> broken_program_breaks_and_fixed_program_does_not() {
        return withPrograms().stream()
                .map(lesson -> dynamicTest(lesson.name(), () -> breaksAndIsFixed(lesson)));
    }

    private static void breaksAndIsFixed(Lesson lesson) throws Exception {
        assumeTrue(CPair.hasCompiler(), "there is no cc here, so this test did not run");
        CPair pair = CPair.of(lesson).orElseThrow();
        CRuns broken = pair.run("broken", UNTIL_BROKEN, true);
        assertTrue(broken.isBroken(), lesson.name() + ": " + broken);
        CRuns fixed = pair.run("fixed", FIXED, false);
        assertFalse(fixed.isBroken(), lesson.name() + ": " + fixed);
        assertTrue(fixed.runs() > 0, lesson.name() + ": " + fixed);
    }

    @Test
    @Tag("slow")
    void command_counts_both() {
        assumeTrue(CPair.hasCompiler(), "there is no cc here, so this test did not run");
        Kit.Run run = Kit.lesson(work, "c", "11", "--seconds", "1");
        assertEquals(0, run.status(), run.err());
        assertTrue(
                run.out().contains("fixed.c ") && run.out().contains("all ended well"), run.out());
        assertTrue(run.out().contains("TERM comes once in each run"), run.out());
    }

    @Test
    void bound_that_is_none_is_refused() {
        for (String wrong : List.of("0", "-1", "NaN", "1e9")) {
            Kit.Run run = Kit.lesson(work, "c", "3", "--seconds", wrong);
            assertEquals(2, run.status(), wrong);
            assertTrue(run.err().contains("is not between"), run.err());
        }
    }
}
