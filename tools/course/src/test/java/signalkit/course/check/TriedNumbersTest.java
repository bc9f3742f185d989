package signalkit.course.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that passes is undecided if it has a number that the check did not go beyond. */
class TriedNumbersTest {
    @TempDir private Path folder;

    private CheckResult result(Check check, String code) throws Exception {
        Files.writeString(folder.resolve("Own.java"), "package lesson; class Own { " + code + " }");
        Submission submission =
                new Submission(folder, folder, List.of("Own.java"), TerminalWidth.UNKNOWN);
        return new TriedNumbers(check, 500_000).run(submission);
    }

    private CheckResult ofPassed(String code) throws Exception {
        return result(submission -> CheckResult.pass("all is well", 3), code);
    }

    @Test
    void large_limit_is_not_decided_and_is_named() throws Exception {
        CheckResult result = ofPassed("boolean add(int size) { return size < 1 << 20; }");
        assertFalse(result.passed());
        assertEquals("undecided", result.cause());
        assertEquals("not decided: your code has the number 1048576", result.summary());
    }

    @Test
    void numbers_that_were_tried_or_are_no_limits_pass() throws Exception {
        assertTrue(ofPassed("int room = 500_000;").passed());
        assertTrue(ofPassed("int none = Integer.MAX_VALUE; int bit = 1 << 30;").passed());
        assertTrue(ofPassed("java.time.Duration soon = java.time.Duration.ofMillis(5);").passed());
    }

    @Test
    void counts_in_a_float_or_a_double_are_not_decided() throws Exception {
        String summary = "not decided: your code computes with a float or a double";
        assertEquals(summary, ofPassed("double sum; void add(int n) { sum += n; }").summary());
        assertEquals(summary, ofPassed("float sum; void add(float n) { sum += n; }").summary());
        assertEquals(
                summary,
                ofPassed(
                                "java.util.concurrent.atomic.DoubleAdder sum ="
                                        + " new java.util.concurrent.atomic.DoubleAdder();")
                        .summary());
        assertTrue(
                ofPassed("Object map = new java.util.HashMap<String, String>(16, 0.75f);")
                        .passed());
    }

    @Test
    void failure_stays_what_it_is() throws Exception {
        CheckResult failed = CheckResult.fail("lost", "a job is lost");
        assertEquals("lost", result(submission -> failed, "int most = 1 << 20;").cause());
    }
}
