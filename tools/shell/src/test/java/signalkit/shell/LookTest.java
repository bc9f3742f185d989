package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.server.ServerProcess;

/** Commands that leave the servers as they are: all tests share two of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LookTest {
    private final ScriptedShell shell = new ScriptedShell();

    @BeforeAll
    void startServers() {
        assertEquals(0, shell.run("start safe --workers 4; start unsafe --workers 3"), shell::text);
    }

    @BeforeEach
    void forgetWhatWasPrinted() {
        shell.news();
    }

    @AfterAll
    void endServers() {
        shell.close();
    }

    private ServerProcess server(String name) {
        return shell.session().servers().any(name);
    }

    @Test
    void ps_as_json_has_a_row_for_each_server() {
        shell.run("ps --json");

        JsonArray rows = JsonParser.parseString(shell.text()).getAsJsonArray();
        JsonObject row = rows.get(0).getAsJsonObject();
        assertEquals(2, rows.size());
        assertEquals("safe", row.get("name").getAsString());
        assertEquals(server("safe").pid(), row.get("pid").getAsLong());
        assertTrue(row.get("exitStatus").isJsonNull());
    }

    @Test
    void locks_threads_and_queue_look_into_a_running_server() {
        assertEquals(0, shell.run("locks unsafe; threads unsafe; queue unsafe"));

        assertTrue(shell.text().contains("no cycle, no stranded lock"), shell::text);
        assertTrue(shell.text().contains("worker-3  WAITING, waits for jobs"), shell::text);
        assertTrue(shell.text().matches("(?s).*queue: 0\\n.*accepted +0.*"), shell::text);
    }

    @Test
    void locks_and_queue_speak_json() {
        shell.run("locks unsafe --json");
        JsonObject locks = JsonParser.parseString(shell.news()).getAsJsonObject();
        shell.run("queue unsafe --json");
        JsonObject queue = JsonParser.parseString(shell.news()).getAsJsonObject();

        JsonObject first = locks.getAsJsonArray("locks").get(0).getAsJsonObject();
        assertEquals("jobs", first.get("name").getAsString());
        assertEquals(0, locks.getAsJsonArray("faults").size());
        assertEquals(3, queue.getAsJsonArray("workers").size());
    }

    @Test
    void a_dump_is_the_jvms_own() {
        assertEquals(0, shell.run("dump safe"));

        assertTrue(shell.text().contains("Full thread dump"), shell::text);
        assertTrue(shell.text().contains("\"signal waiter\""), shell::text);
    }

    @Test
    void a_storm_of_signals_reaches_the_server_and_it_serves_on() {
        assertEquals(0, shell.run("storm USR1 safe --count 50 --per-second 500"));
        assertTrue(shell.text().contains("sent 50 of 50 to safe"), shell::text);

        assertEquals(0, shell.run("clients 2 safe --duration 200ms; log safe"));
        assertTrue(shell.text().contains("SIGNAL name=USR1"), shell::text);
    }

    @Test
    void clients_report_echoes_and_latency() {
        assertEquals(0, shell.run("clients 4 safe --duration 500ms"));

        assertTrue(shell.text().contains("connections 4: 4 served"), shell::text);
        assertTrue(shell.text().contains("missing 0"), shell::text);
        assertTrue(shell.text().matches("(?s).*latency of [0-9,]+ echoes: p50 .*"), shell::text);
    }

    @Test
    void clients_in_the_background_go_on_until_they_are_stopped() throws InterruptedException {
        shell.run("clients 2 safe --background; clients");
        assertTrue(shell.text().contains("2 on safe: "), shell::text);
        LoadGenerator load = shell.session().loads().get(0).generator();
        assertTrue(load.awaitEchoes(2, 2, 2, Duration.ofSeconds(20)));

        assertEquals(0, shell.run("clients --stop"));
        assertTrue(shell.text().contains("connections 2: 2 served"), shell::text);
        assertEquals(0, shell.session().loads().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send SEGV safe | the JVM keeps SEGV for itself",
                "send TERM other | other is neither a signal nor a server; servers: safe, unsafe",
                "start safe --name safe | a server called safe runs already",
                "stop | several servers run, name one: safe, unsafe",
            })
    void what_the_servers_do_not_allow_is_one_line_and_status_2(String line, String message) {
        assertEquals(2, shell.run(line), shell::text);

        assertTrue(shell.text().startsWith("error: " + message), shell::text);
        assertEquals(1, shell.text().lines().count(), shell::text);
    }
}
