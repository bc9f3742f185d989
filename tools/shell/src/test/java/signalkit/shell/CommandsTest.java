package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;

/** Commands on real servers, each from an empty session. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    private ServerProcess server(String name) {
        return shell.session().servers().any(name);
    }

    @Test
    void a_server_that_was_started_is_ready_and_ends_in_order_when_stopped() {
        assertEquals(0, shell.run("start safe"));
        assertTrue(shell.text().contains("safe is ready: port "), shell::text);

        assertEquals(0, shell.run("stop"));
        assertTrue(shell.text().contains("safe has ended: exit status 0"), shell::text);
    }

    @Test
    void the_log_shows_a_servers_whole_life_and_followed_ends_with_it() {
        shell.run("start safe; send TERM");
        shell.news();

        shell.run("log -f");
        assertTrue(shell.news().contains("STOPPED cause=TERM"));
        shell.run("wait");
        shell.news();
        shell.run("log");
        assertTrue(
                shell.news()
                        .matches("(?s)STARTING .*READY .*SIGNAL name=TERM .*DRAINING .*STOPPED.*"));
        shell.run("log -f -n 1");
        assertTrue(shell.text().startsWith("STOPPED "), shell::text);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void native_delivery_gets_its_signals_blocked_before_the_jvm_starts() {
        assertEquals(0, shell.run("start safe --delivery native"));
        assertEquals(0, shell.run("stop"));
        assertTrue(shell.text().contains("safe has ended: exit status 0"), shell::text);

        assertEquals(2, shell.run("start unsafe --delivery native"));
        assertTrue(shell.text().contains("choose posix or jvm"), shell::text);
    }

    @Test
    void servers_of_one_kind_get_names_of_their_own() {
        shell.run("start safe; start safe; start safe --name third");

        assertEquals("[safe, safe-2, third]", names());
    }

    private String names() {
        return shell.session().fleet().running().stream()
                .map(ServerProcess::name)
                .toList()
                .toString();
    }

    @Test
    void ps_lists_servers_that_run_and_servers_that_have_ended() {
        shell.run("start safe; start unsafe --workers 3; kill safe; ps");

        assertTrue(shell.text().matches("(?s).*\\nsafe +echo-safe .* EXITED +137.*"), shell::text);
        assertTrue(shell.text().matches("(?s).*\\nunsafe +echo-unsafe .* READY .*"), shell::text);
    }

    @Test
    void signals_go_to_the_server_that_is_named() {
        assertEquals(0, shell.run("start safe; start unsafe; send SIGTERM 15 safe; wait safe"));

        assertEquals(0, server("safe").exitStatus().orElseThrow());
        assertTrue(server("unsafe").isAlive());
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere the machine has but one loopback address
    void clients_find_a_server_that_listens_elsewhere() {
        shell.run("start safe --bind 127.0.0.2");

        assertEquals(0, shell.run("clients 1 --duration 100ms"), shell::text);
    }

    @Test
    void clients_that_lose_their_server_fail() throws Exception {
        shell.run("start unsafe --workers 2; clients 2 --background");
        LoadGenerator load = shell.session().loads().get(0).generator();
        assertTrue(load.awaitEchoes(2, 2, 2, Duration.ofSeconds(20)));
        shell.run("kill");

        assertEquals(1, shell.run("clients --stop"));
        // Cut when the server had read what it did not echo; reset when it had not even read it.
        String lost = "(?s).*\\d (cut|reset|never served|refused).*";
        assertTrue(shell.text().matches(lost), shell::text);
    }

    @Test
    void a_server_that_does_not_end_is_left_for_a_look_and_fails_the_stop() {
        shell.run("start safe; send STOP");

        assertEquals(1, shell.run("stop --within 300ms"));
        assertTrue(shell.text().contains("see why: locks safe, end it: kill safe"), shell::text);
        assertTrue(server("safe").isAlive());
        shell.run("kill");
    }

    @Test
    void semicolons_part_commands_unless_they_are_quoted() {
        assertEquals(0, shell.run("ps;ps ; ;ps;"));
        assertEquals(
                3,
                shell.news()
                        .lines()
                        .filter("no servers; start one with: start safe"::equals)
                        .count());

        assertEquals(2, shell.run("help 'ps;ps'"));
        assertTrue(shell.text().contains("no command is called 'ps;ps';"), shell::text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ps # don't; nonsense",
                "ps;# nonsense",
                "kit ps",
                "tools/kit ps   # in a terminal",
            },
            quoteCharacter = '~')
    void comments_and_the_launcher_before_a_command_do_nothing(String line) {
        assertEquals(0, shell.run(line), shell::text);
        assertEquals("no servers; start one with: start safe\n", shell.text());
    }

    @Test
    void a_number_sign_in_a_word_or_a_quote_is_no_comment() {
        assertEquals(2, shell.run("help a#b"));
        assertTrue(shell.news().contains("no command is called a#b;"));

        assertEquals(2, shell.run("help 'a #b'"));
        assertTrue(shell.news().contains("no command is called 'a #b';"));
    }

    @Test
    void clients_that_outnumber_the_workers_are_told_why_they_wait() {
        shell.run("start safe --workers 1; clients 1 --duration 100ms");
        assertFalse(shell.news().contains(" shared "));

        shell.run("clients 2 --duration 100ms");
        assertTrue(shell.news().contains("\n2 clients shared 1 worker: a worker "));
    }

    @Test
    void what_was_typed_cannot_drive_the_terminal_through_an_error() {
        assertEquals(2, shell.run("help 'a\nb\033[2J'"));

        assertTrue(shell.text().startsWith("error: no command is called 'a·b·[2J';"), shell::text);
    }

    @Test
    void stopping_clients_that_there_are_not_says_so() {
        assertEquals(0, shell.run("clients --stop"));

        assertTrue(shell.text().startsWith("no clients in the background"), shell::text);
    }

    @Test
    void a_port_in_use_is_named_with_the_remedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, shell.run("start safe --port " + taken.getLocalPort()));

            assertEquals(
                    "error: port "
                            + taken.getLocalPort()
                            + " on 127.0.0.1 is in use; choose another with --port, or 0 for any"
                            + " free port\n",
                    shell.text());
        }
    }

    @Test
    void a_server_that_is_not_ready_in_time_is_killed_and_its_log_shown() {
        assertEquals(1, shell.run("start safe --ready-within 1ms -- -Xlog:startuptime"));

        assertTrue(shell.text().contains("was not ready within"), shell::text);
        assertEquals(0, shell.session().fleet().all().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | no command is called nonsense; list them with: help",
                "strat safe | no command is called strat; did you mean start?",
                "start | start needs unsafe|safe (see: help start)",
                "start other | other is no server; say unsafe or safe",
                "start safe --workers 0 | --workers 0 is out of range: 1 to 10000",
                "start safe --queue 2012 | safe has no option --queue; unsafe has: help start",
                "start unsafe --loops per-worker | unsafe has no option --loops; safe has: help"
                        + " start",
                "start safe extra | extra is not expected here",
                "start safe --name 'A b' | --name 'A b' is no name",
                "start safe --java-home src | src is no JDK",
                "clients 0 | N 0 is out of range: 1 to 20000",
                "quti | no command is called quti; did you mean quit?",
                "status | no command is called status; did you mean ps?",
                "help status | no command is called status; did you mean ps?",
                "clients safe 4 | N 'safe' is not a whole number; the server comes last: clients"
                        + " 4 safe",
                "send safe TERM | no signal is called safe; the server comes last: send TERM safe",
                "storm safe TERM | the server comes last: storm TERM safe",
                "clients many | N 'many' is not a whole number",
                "clients 1 --rate Infinity | --rate Infinity is out of range: 0 to 1000000",
                "clients 1 --size 0 | --size 0 is out of range",
                "clients 1 --duration soon | soon is no duration; write 500ms, 1.5s or 2m",
                "send FOO | no signal is called FOO; there is: HUP INT QUIT",
                "repeat 3 | say what to repeat",
                "repeat 3 \"\" | say what to repeat",
                "repeat 0 version | N 0 is out of range",
                "repeat 2 \"ps; none\" | no command is called none; list them with: help",
                "repeat 1 --trial idle --deadline 0s | --deadline 0 s is out of range",
                "repeat 1 --trial idle --queue 2013 | 2013 is out of range: 2012, 2014 or 2015",
                "repeat 1 --scenario idle | --scenario is now called --trial; type: repeat 1"
                        + " --trial",
                "repeat 1 --trial none | no trial is called none; there is: idle int-term",
                "demo none | no demo is called none; there is: self-deadlock",
                "help none | no command is called none",
                "ps 'open | a quote is open",
            })
    void wrong_input_is_one_line_and_status_2(String line, String message) {
        assertEquals(2, shell.run(line), shell::text);

        String text = shell.text();
        assertTrue(text.startsWith("error: ") && text.contains(message), text);
        assertEquals(1, text.lines().count(), text);
    }

    @Test
    void a_server_that_was_killed_is_named_with_the_remedy() {
        shell.run("start safe; kill");
        shell.news();

        assertEquals(1, shell.run("send TERM safe"));
        assertEquals(
                "error: safe has ended (ended by KILL (status 137)); start it again with: start"
                        + " safe\n",
                shell.news());
        assertEquals(1, shell.run("locks"));
        assertEquals("error: no server runs; start one with: start safe\n", shell.text());
    }

    @Test
    void usr1_is_refused_as_long_as_the_server_has_no_handler() throws Exception {
        shell.session().fleet().start("early", earlySpec());

        assertEquals(1, shell.run("send USR1 early"));
        assertTrue(shell.text().contains("early is not ready, so it has no handler"), shell::text);
    }

    private static ServerSpec earlySpec() {
        return ServerSpec.of(ServerKind.SAFE, 1, List.of());
    }

    @Test
    void help_lists_all_commands_and_explains_each() {
        assertEquals(0, shell.run("help"));
        for (var entry : shell.session().registry().entries()) {
            assertTrue(shell.text().contains(entry.summary()), entry.name());
            shell.news();
            assertEquals(0, shell.run("help " + entry.name()));
            // A tool in a jar of its own explains itself.
            String usage = "(?s)Usage: (explorer |lesson )?" + entry.name() + ".*";
            assertTrue(shell.text().matches(usage), shell::text);
            shell.run("help");
        }
    }

    @Test
    @Tag("slow")
    void every_demo_ends_with_the_safe_server_in_order() {
        for (String demo : List.of("clean", "lost-clients")) {
            assertEquals(0, shell.run("demo " + demo));
            assertTrue(shell.text().contains("STOPPED cause=TERM forced=0"), shell::text);
        }
        assertTrue(shell.text().contains("clean: nothing and nobody was lost"), shell::text);
        assertTrue(shell.text().contains("echo-safe lost nobody"), shell::text);
        assertFalse(shell.text().contains("echo-unsafe lost nobody"), shell::text);
        assertEquals("[]", names());
    }
}
