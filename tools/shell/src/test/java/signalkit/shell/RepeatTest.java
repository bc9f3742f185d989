package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.Command;
import signalkit.shell.interpreter.Interpreter;

/** {@code repeat} on real servers, each test from an empty session. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RepeatTest {
    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    @Test
    void repeat_counts_clean_runs_and_runs_with_losses() {
        assertEquals(0, shell.run("repeat 2 --trial load --server safe --seed 1"));
        shell.news();
        assertEquals(1, shell.run("repeat 2 --trial load --server unsafe --seed 1 --json"));

        JsonArray rows = JsonParser.parseString(shell.text()).getAsJsonArray();
        JsonObject row = rows.get(0).getAsJsonObject();
        assertEquals(2, row.get("runs").getAsInt());
        assertEquals(0, row.get("clean").getAsInt());
        assertTrue(row.get("bytesLost").getAsLong() > 0, shell::text);
    }

    @Test
    @Tag("slow")
    void repeat_runs_commands_with_servers_of_their_own() {
        assertEquals(0, shell.run("repeat 2 \"start safe; clients 2 --duration 200ms; stop\""));
        assertEquals(1, shell.run("repeat 2 \"start safe; kill\""));

        assertTrue(
                shell.text().matches("(?s).*SERVER CRASHED.*\\n +2 +0 +0 +2 +0\\n.*"), shell::text);
        assertEquals(List.of(), shell.session().fleet().running());
    }

    @Command
    private static final class Trip implements Callable<Integer> {
        private static int runs;

        @Override
        public Integer call() throws InterruptedException {
            if (++runs == 3) {
                throw new InterruptedException();
            }
            return 0;
        }
    }

    @Test
    void repeat_that_is_interrupted_shows_what_it_has_counted() {
        Trip.runs = 0;
        shell.session().registry().add("trip", "stumble", session -> new Trip());

        assertEquals(Interpreter.INTERRUPTED, shell.run("repeat 5 trip"));

        String[] lines = shell.text().split("\n");
        assertEquals("2 2 0 0 0", lines[1].strip().replaceAll(" +", " "), shell::text);
        assertEquals("interrupted", lines[2]);
    }
}
