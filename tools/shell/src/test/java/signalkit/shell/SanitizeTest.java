package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers under the handler sanitizer. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SanitizeTest {
    private static final String JOBS =
            "Mutex:jobs is taken in a handler, and where TERM can arrive";

    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--weave", "--no-weave"})
    void locks_that_the_unsafe_server_shares_with_its_handler_are_found_without_a_deadlock(
            String weave) {
        shell.run("start unsafe --sanitize " + weave);
        assertEquals(0, shell.run("stop"), shell::text);
        assertTrue(shell.text().contains("locks are shared with a handler; see: findings unsafe"));
        shell.news();

        assertEquals(1, shell.run("findings"));

        String text = shell.text();
        assertTrue(text.contains(JOBS), text);
        assertTrue(text.contains("  in the handler, on main:\n    Mutex.lock(Mutex.java"), text);
        assertTrue(text.contains("    Shutdown.onSignal(Shutdown.java:"), text);
        assertTrue(text.contains("    WorkQueue.init(WorkQueue.java:"), text);
        assertFalse(text.contains("CommandLine"), text);
        assertTrue(text.matches("(?s).*\\n    … [0-9]+ more\\n.*"), text);
        assertTrue(text.contains("self-test 9/9"), text);
    }

    @Test
    @Tag("slow")
    void a_server_that_hangs_in_its_handler_tells_what_was_found_and_so_does_its_log() {
        shell.run("start unsafe --workers 1 --sanitize");
        shell.run("aim TERM when main holds jobs");
        shell.run("clients 1 --churn --duration 1s");
        shell.news();

        assertEquals(1, shell.run("findings"));
        assertTrue(shell.news().contains(JOBS));

        shell.run("kill; findings");
        assertTrue(shell.news().contains(JOBS));
    }

    @Test
    void findings_as_json_have_both_stacks() {
        shell.run("start unsafe --sanitize; stop");
        shell.news();

        shell.run("findings --json");

        JsonObject findings = JsonParser.parseString(shell.text()).getAsJsonObject();
        JsonObject first = findings.getAsJsonArray("locks").get(0).getAsJsonObject();
        assertEquals("9/9", findings.get("selfTest").getAsString());
        assertEquals("TERM", first.getAsJsonArray("signals").get(0).getAsString());
        for (String side : new String[] {"inHandler", "outside"}) {
            JsonObject taken = first.getAsJsonObject(side);
            assertEquals("main", taken.get("thread").getAsString());
            assertFalse(taken.getAsJsonArray("stack").isEmpty());
        }
    }

    @Test
    void without_the_sanitizer_silence_is_not_taken_for_safety() {
        shell.run("start safe");
        shell.news();

        assertEquals(1, shell.run("findings"));

        assertTrue(shell.news().contains("safe was started without the sanitizer"));
    }
}
