package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aimed signals and the demos that stand on them, with real servers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AimTest {
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "self-deadlock, self-deadlock: main holds jobs and waits for it, jobs +NORMAL +main +main",
        "nested-handler, self-deadlock: main holds jobs and waits for it, jobs +NORMAL +main +main",
        "torn-list, 'the server never served its one client', open=1",
        "lost-wakeup, lost wake-up: the handler of TERM has run, jobs +NORMAL +- +-",
        "stranded-lock, stranded lock: worker-, jobs +NORMAL +worker-[12] .ended. +worker-[12]",
    })
    void a_demo_shows_what_it_promises_from_the_live_state(
            String demo, String verdict, String state) {
        try (ScriptedShell shell = new ScriptedShell()) {
            assertEquals(0, shell.run("demo " + demo), shell::text);

            assertTrue(shell.text().contains(verdict), shell::text);
            assertTrue(Pattern.compile(state).matcher(shell.text()).find(), shell::text);
            assertTrue(shell.text().contains("clean, exit status 0"), shell::text);
        }
    }

    @Test
    void an_aim_is_listed_and_cleared() {
        try (ScriptedShell shell = new ScriptedShell()) {
            shell.run("start unsafe --workers 1");
            shell.news();

            assertEquals(0, shell.run("aim TERM when main holds jobs"));
            assertEquals("aimed: TERM when main holds jobs\n", shell.news());
            shell.run("aim list");
            assertEquals("waits: TERM when main holds jobs\n", shell.news());
            shell.run("aim clear");
            shell.run("aim list");
            assertEquals("no aims\n", shell.news());
        }
    }

    @Test
    void bad_aims_are_refused_with_the_remedy() {
        try (ScriptedShell shell = new ScriptedShell()) {
            assertEquals(1, shell.run("aim TERM in main"));
            shell.run("start unsafe --workers 1 --no-weave");
            shell.news();

            assertEquals(1, shell.run("aim TERM in main"));
            assertTrue(shell.news().contains("start it with --weave"));
            shell.run("stop");
            shell.run("start unsafe --workers 1");
            shell.news();
            assertEquals(2, shell.run("aim TERM when nobody holds jobs"));
            assertTrue(shell.news().contains("there is no thread nobody now; there is: main"));
            assertEquals(2, shell.run("aim TERM when main holds job"));
            assertTrue(shell.news().contains("there is no lock job now; there is: jobs"));
            assertEquals(2, shell.run("aim TERM"));
            assertTrue(shell.news().contains("Write SIGNAL when THREAD holds LOCK"));
        }
    }

    @Test
    void an_aim_at_a_line_without_a_point_is_refused_with_the_nearest_that_have_one() {
        try (ScriptedShell shell = new ScriptedShell()) {
            shell.run("start unsafe --workers 1");
            shell.news();

            assertEquals(2, shell.run("aim TERM at WorkQueue.java:1 in main"));
            Matcher nearest =
                    Pattern.compile(
                                    "error: WorkQueue.java:1 has no interruption point; the nearest"
                                            + " line with one is (\\d+)\n")
                            .matcher(shell.news());
            assertTrue(nearest.matches());
            assertEquals(0, shell.run("aim TERM at WorkQueue.java:" + nearest.group(1)));
        }
    }

    @Test
    void an_aim_at_a_file_that_is_not_woven_is_refused_with_those_that_are() {
        try (ScriptedShell shell = new ScriptedShell()) {
            shell.run("start unsafe --workers 1");
            shell.news();

            assertEquals(2, shell.run("aim TERM at Queue.java:50"));
            String text = shell.news();
            assertTrue(text.startsWith("error: no woven class comes from Queue.java; "), text);
            assertTrue(text.contains(", WorkQueue.java, "), text);
        }
    }

    @Test
    void the_list_of_servers_says_which_are_woven() {
        try (ScriptedShell shell = new ScriptedShell()) {
            shell.run("start unsafe");
            shell.run("start safe");
            shell.run("start safe --weave");
            shell.news();

            shell.run("ps");

            String[] lines = shell.news().split("\n");
            assertTrue(lines[1].contains(" yes "), lines[1]);
            assertTrue(lines[2].contains(" no "), lines[2]);
            assertTrue(lines[3].contains(" yes "), lines[3]);
        }
    }
}
