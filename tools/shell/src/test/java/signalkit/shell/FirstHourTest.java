package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.server.ServerProcess;

/** What a newcomer meets first: states, Ctrl-C, accounts, explanations. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstHourTest {
    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    private List<String> running() {
        return shell.session().fleet().running().stream().map(ServerProcess::name).toList();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere nothing tells that a process is stopped
    void a_server_that_a_signal_stopped_is_shown_with_the_remedy() {
        shell.run("start safe; send STOP; ps");

        assertTrue(shell.text().matches("(?s).*\\nsafe .* SUSPENDED .*"), shell::text);
        assertTrue(shell.text().contains("continue it: send CONT safe"), shell::text);
        shell.news();
        assertEquals(1, shell.run("threads"));
        assertTrue(shell.text().contains("safe is SUSPENDED and cannot answer"), shell::text);
        shell.run("send CONT; ps");
        assertTrue(shell.text().contains(" READY "), shell::text);
    }

    @Test
    void a_server_that_hangs_is_not_shown_as_ready() {
        shell.run("start unsafe --workers 1; aim TERM when main holds jobs");
        shell.run("clients 1 --duration 100ms");
        shell.news();
        shell.run("ps");

        assertTrue(shell.text().matches("(?s).*\\nunsafe .* HUNG .*"), shell::text);
        assertTrue(shell.text().contains("unsafe is HUNG: self-deadlock"), shell::text);
    }

    @Test
    void ctrl_c_is_an_int_for_a_server_in_the_foreground() throws Exception {
        Thread typist = new Thread(() -> shell.run("start safe -f"));
        typist.start();
        while (shell.session().fleet().running().stream().noneMatch(each -> each.port() > 0)) {
            assertTrue(typist.isAlive(), shell::text);
            Thread.onSpinWait();
        }
        typist.interrupt();
        typist.join();

        assertTrue(shell.text().contains("SIGNAL name=INT"), shell::text);
        assertTrue(shell.text().contains("STOPPED cause=INT"), shell::text);
        assertTrue(shell.text().contains("safe has ended: exit status 0"), shell::text);
    }

    @Test
    void trials_leave_the_users_servers_alone() {
        shell.run("start safe; kill safe");
        shell.news();
        assertEquals(0, shell.run("faults --on safe term-idle"), shell::text);
        shell.news();
        shell.run("log safe; ps");

        assertTrue(shell.text().contains("READY port="), shell::text);
        assertTrue(shell.text().contains("EXITED"), shell::text);
    }

    @Test
    void what_a_server_lost_is_said_in_words() throws Exception {
        shell.run("start unsafe --workers 2; clients 2 --background");
        LoadGenerator load = shell.session().loads().get(0).generator();
        assertTrue(load.awaitEchoes(2, 2, 2, Duration.ofSeconds(20)));
        shell.run("stop");

        assertTrue(shell.text().contains("2 threads still ran: nobody joined them"), shell::text);
        assertTrue(shell.text().contains("2 clients were accepted and never told"), shell::text);
    }

    @Test
    void servers_that_have_ended_are_forgotten_on_request_and_do_not_pile_up() {
        shell.run("start safe; start unsafe; kill safe; forget");
        assertEquals(List.of("unsafe"), running());
        assertEquals(1, shell.session().fleet().all().size());
        assertEquals(2, shell.run("forget unsafe"));
    }

    @Test
    void findings_before_any_handler_ran_say_so() {
        shell.run("start unsafe --sanitize --ready-within 60s");
        shell.news();

        assertEquals(0, shell.run("findings"));
        assertTrue(shell.text().contains("no handler has run yet"), shell::text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "why D16 | see it       explore self-deadlock",
                "why D16 | learn it     lesson show 3",
                "why D16 | in the code  Shutdown.java:",
                "why D16 | the fix      Shutdown.java, hunk",
                "why d3 | cause        The wait loop tests only for jobs.",
                "why lost-wakeup | loopExit does not wake a loop that sleeps",
                "why D13 | not in Java",
                "why | D24",
                "tutorial | aim TERM when main holds jobs",
            })
    void what_explains_itself(String line, String text) {
        assertEquals(0, shell.run(line), shell::text);
        assertTrue(shell.text().contains(text), shell::text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo sleeping-loop | see demo lost-wakeup, explore sleeping-loop",
                "demo D16 | why D16 knows the name: see demo self-deadlock",
                "faults torn-list | demo torn-list, explore torn-list",
                "demo SelfDeadlock | did you mean self-deadlock?",
            })
    void a_name_at_the_wrong_command_is_answered_with_the_right_one(String line, String text) {
        assertEquals(2, shell.run(line));
        assertTrue(shell.text().contains(text), shell::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo nonsense", "demo self-deadlock --nonsense", "why nonsense"})
    void another_error_is_one_line(String line) {
        assertEquals(2, shell.run(line));
        assertEquals(1, shell.text().lines().count(), shell::text);
    }
}
