package signalkit.weaver.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.weaver.AgentJvm;
import signalkit.weaver.WeaveException;
import signalkit.woven.SharedLocks;

/** Locks that a handler shares are found without a deadlock, and no others. */
class SanitizerTest {
    @TempDir private Path folder;

    @Test
    void locks_taken_in_a_handler_and_where_its_signal_can_arrive_are_found() throws Exception {
        AgentJvm jvm = run("unblocked");
        assertEquals(
                List.of(
                        "lock=java.lang.Object signals={USR1}",
                        "lock=java.util.concurrent.locks.ReentrantLock signals={USR1}",
                        "lock=java.util.Vector signals={USR1}"),
                findings(jvm));
        String first = jvm.output().get(1);
        assertTrue(
                first.contains("in handler, main: SharedLocks.takeAll(SharedLocks.java:"), first);
        assertTrue(first.contains("; outside, main: SharedLocks.takeAll(SharedLocks.java:"), first);
        assertTrue(first.contains("< SharedLocks.main(SharedLocks.java:"), first);
    }

    @Test
    void locks_taken_outside_only_while_the_signal_is_blocked_are_no_finding() throws Exception {
        assertEquals(List.of(), findings(run("blocked")));
    }

    @Test
    void lock_of_a_handler_that_another_handler_may_interrupt_is_found() throws Exception {
        List<String> findings = findings(run("nested"));
        assertTrue(findings.contains("lock=java.lang.Object signals={TERM}"), findings::toString);
        assertEquals(3, findings.size(), findings::toString);
    }

    @Test
    void handler_that_does_not_return_cannot_keep_a_finding_to_itself() throws Exception {
        String output = AgentJvm.outputOf(folder).toString();
        AgentJvm jvm = AgentJvm.run(folder, "sanitize", SharedLocks.class, "endless", output);
        List<String> lines = jvm.output();
        assertTrue(lines.get(1).startsWith("FINDING lock=java.lang.Object "), lines::toString);
        assertTrue(lines.indexOf("STILL IN THE HANDLER") > 1, lines::toString);
    }

    @Test
    void sanitizer_proves_at_its_start_that_it_can_find() throws Exception {
        String line = run("blocked").output().get(0);
        assertTrue(line.matches("SANITIZER classes=\\d\\d+ selftest=9/9"), line);
    }

    @Test
    void woven_code_can_be_watched_too() throws Exception {
        AgentJvm jvm =
                AgentJvm.run(folder, "signalkit.woven.,sanitize", SharedLocks.class, "unblocked");
        assertEquals(3, findings(jvm).size());
    }

    @Test
    void locks_of_a_piece_of_code_can_be_listed() throws Exception {
        List<String> output = run("measure").output();
        assertTrue(output.get(1).startsWith("println [java.io.PrintStream, "), output::toString);
        assertEquals("add [java.util.Vector]", output.get(2));
        assertEquals("length []", output.get(3));
    }

    @Test
    void self_test_fails_where_nothing_is_watched() {
        WeaveException e = assertThrows(WeaveException.class, SelfTest::run);
        assertTrue(
                e.getMessage().contains("it found [] of [signalkit.weaver.sanitizer.SelfTest, "));
    }

    @Test
    void jvm_without_the_agent_says_so() {
        assertFalse(Sanitizer.isInstalled());
        Duration limit = Duration.ofSeconds(1);
        assertThrows(IllegalStateException.class, () -> Sanitizer.locksTakenBy(() -> {}, limit));
    }

    private AgentJvm run(String program) throws Exception {
        AgentJvm jvm = AgentJvm.run(folder, "sanitize", SharedLocks.class, program);
        assertEquals("END", jvm.output().get(jvm.output().size() - 1), jvm.output()::toString);
        assertEquals(0, jvm.status());
        return jvm;
    }

    private static List<String> findings(AgentJvm jvm) {
        return jvm.output().stream()
                .filter(line -> line.startsWith("FINDING "))
                .map(line -> line.replaceFirst("FINDING (.*?) in handler.*", "$1"))
                .toList();
    }
}
