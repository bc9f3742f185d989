package signalkit.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code --on} finds what is built in the project's folder; here a small one is made up. */
class OnServersTest {
    private static final String SCENARIO =
            """
            package signalkit.echo.unsafe;

            final class LostJob implements signalkit.explorer.Scenario {
                public void prepare(signalkit.explorer.Plan plan) {
                    plan.atEnd("the job is run", () -> plan.variant().equals("2015"));
                }
            }
            """;

    @TempDir private static Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void build() throws Exception {
        System.setProperty("signalkit.home", home.toString());
        Path source = home.resolve("echo-unsafe/src/test/java/signalkit/echo/unsafe/LostJob.java");
        Path classes = home.resolve("echo-unsafe/target/test-classes");
        Files.createDirectories(source.getParent());
        Files.createDirectories(classes.resolve("signalkit/echo/unsafe"));
        Files.writeString(source, SCENARIO);
        Files.writeString(
                classes.resolve("scenarios.txt"),
                "# name class text\nlost-job signalkit.echo.unsafe.LostJob/2012 add, shutdown\n");
        Path jar = home.resolve("echo-unsafe/target/echo-unsafe.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, new Manifest()).close();
        }
        String[] options = {"-d", classes.toString(), source.toString()};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    }

    @AfterAll
    static void leave() {
        System.clearProperty("signalkit.home");
    }

    private int run(String... arguments) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void without_a_name_the_scenarios_are_listed() {
        assertEquals(0, run("explore"));
        assertEquals("lost-job  add, shutdown\n", out.toString());
    }

    @Test
    void a_scenario_runs_on_the_server_by_its_name() {
        assertEquals(1, run("explore", "lost-job"));
        assertTrue(out.toString().contains("invariant violated: \"the job is run\""));
        assertTrue(out.toString().contains("kit replay lost-job@unsafe:0"), out.toString());
    }

    @Test
    void a_scenario_runs_on_a_queue_of_another_year() {
        assertEquals(0, run("explore", "lost-job", "--on", "2015"));
        assertEquals(1, run("explore", "lost-job", "--on", "2014"));
    }

    @Test
    void an_id_is_replayed_on_its_own_target_and_on_another() {
        assertEquals(1, run("replay", "lost-job@2014:0"));
        assertEquals(0, run("replay", "lost-job@2014:0", "--on", "2015"));
    }

    @Test
    void an_id_that_fails_nowhere_is_refused_also_when_another_side_is_asked_for() {
        assertEquals(2, run("replay", "lost-job@2015:0", "--on", "2014"));
        assertTrue(
                err.toString().startsWith("error: «lost-job@2015:0» is no id of lost-job@2015"),
                err.toString());
        assertTrue(err.toString().endsWith("kit explore lost-job --on 2015\n"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void an_unknown_name_gets_one_line() {
        assertEquals(2, run("explore", "lost-jobs"));
        assertEquals(
                "error: there is no scenario «lost-jobs»; there is: lost-job\n", err.toString());
    }

    @Test
    void a_server_that_is_not_built_gets_one_line() {
        assertEquals(2, run("explore", "lost-job", "--on", "safe"));
        assertTrue(err.toString().startsWith("error: there are no scenarios in "), err.toString());
        assertTrue(err.toString().contains("; build them with: mvn "), err.toString());
    }
}
