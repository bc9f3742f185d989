package signalkit.course.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.check.LessonException;
import signalkit.posix.Signal;

/** The driver tells the ends of programs apart, and takes no slow program for one that hangs. */
class CPairTest {
    private static final String READY =
            "#include <unistd.h>\n#include <stdlib.h>\n#include <time.h>\n";

    @TempDir private Path folder;

    private CRuns run(String body, List<Signal> signals, String mode)
            throws IOException, InterruptedException {
        assumeTrue(CPair.hasCompiler(), "there is no cc here, so this test did not run");
        String text = READY + "int main(void) { write(1, \"r\", 1); " + body + " }\n";
        Files.writeString(folder.resolve("broken.c"), text);
        CPair pair = new CPair(folder, signals, List.of("process", mode, "20000"));
        return pair.run("broken", 0.2, true);
    }

    @Test
    void program_that_ends_well_is_not_broken() throws Exception {
        CRuns runs = run("return 0;", List.of(), "once");
        assertFalse(runs.isBroken(), runs.toString());
        assertTrue(runs.runs() > 1, runs.toString());
    }

    @Test
    @Tag("slow")
    void each_other_end_is_counted_as_what_it_is() throws Exception {
        CRuns wrong = run("write(2, \"torn\\n\", 5); return 3;", List.of(), "once");
        assertEquals("1 runs, 0 ended well, 1 found wrong data («torn»)", wrong.toString());
        CRuns killed = run("for (;;) pause();", List.of(Signal.TERM), "once");
        assertEquals("1 runs, 0 ended well, 1 ended by TERM", killed.toString());
        CRuns asleep = run("for (;;) pause();", List.of(), "once");
        assertEquals(1, asleep.hung(), asleep.toString());
        CRuns turning = run("for (volatile int i = 0;; i++) {}", List.of(), "once");
        assertEquals(1, turning.hung(), turning.toString());
        CRuns silent = run("for (;;) pause();", List.of(Signal.WINCH), "ack");
        assertEquals(1, silent.hung(), silent.toString());
    }

    /** A pause of 0.3 s, and 0.5 s of work in steps, as on a machine that is busy with others. */
    @Test
    @Tag("slow")
    void slow_program_does_not_hang() throws Exception {
        String sleep = "nanosleep(&(struct timespec){.tv_nsec = %d}, NULL);";
        CRuns runs = run(sleep.formatted(300_000_000) + " return 0;", List.of(), "once");
        assertFalse(runs.isBroken(), runs.toString());
        String steps =
                "for (int i = 0; i < 50; i++) { for (volatile int j = 0; j < 1000000; j++) {} "
                        + sleep.formatted(10_000_000)
                        + " } return 0;";
        runs = run(steps, List.of(), "once");
        assertFalse(runs.isBroken(), runs.toString());
    }

    @Test
    void compiler_that_is_missing_is_said_to_be_missing() {
        LessonException error =
                assertThrows(LessonException.class, () -> CPair.requireCompiler("/nowhere"));
        assertTrue(error.getMessage().contains("there is no cc on PATH; install one"));
    }

    @Test
    void source_that_does_not_compile_is_an_error_and_no_verdict() {
        assumeTrue(CPair.hasCompiler(), "there is no cc here, so this test did not run");
        LessonException error =
                assertThrows(
                        LessonException.class,
                        () -> run("int unused; return 0;", List.of(), "once"));
        assertTrue(error.getMessage().contains("unused"), error.getMessage());
    }
}
