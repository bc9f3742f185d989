package signalkit.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import signalkit.explorer.Catalogue;

/** {@code --on} finds what a catalogue lists; here a small one is made up. */
class OnCatalogueTest {
    private static final String SCENARIO =
            """
            package made.up.old;

            final class LostJob implements signalkit.explorer.Scenario {
                private volatile boolean added;

                public void prepare(signalkit.explorer.Plan plan) {
                    plan.main(() -> added = true);
                    plan.atEnd("the job is run", () -> plan.variant().equals("2015"));
                }
            }
            """;

    private static final String LIST =
            """
            {
              "sides": [
                {"name": "old", "package": "made.up.old", "variants": ["2012", "2014", "2015"],
                 "sources": ["old/src"]},
                {"name": "new", "package": "made.up.new", "variants": [], "sources": []}
              ],
              "scenarios": [
                {"name": "lost-job", "class": "LostJob", "variant": "2012",
                 "summary": "add, shutdown"}
              ]
            }
            """;

    @TempDir private static Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void build() throws Exception {
        System.setProperty("signalkit.home", home.toString());
        Path source = home.resolve("old/src/LostJob.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SCENARIO);
        Path classes = home.resolve("classes");
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve(Catalogue.LIST), LIST);
        String[] options = {"-d", classes.toString(), source.toString()};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    }

    @AfterAll
    static void leave() {
        System.clearProperty("signalkit.home");
    }

    private int run(String command, String... arguments) {
        return runOn(home.resolve("classes"), command, arguments);
    }

    private int runOn(Path catalogue, String command, String... arguments) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(command, "--catalogue", catalogue.toString()));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void without_a_name_the_scenarios_are_listed() {
        assertEquals(0, run("explore"));
        assertEquals("lost-job  add, shutdown\n", out.toString());
    }

    @Test
    void a_scenario_runs_on_the_first_side_by_its_name() {
        assertEquals(1, run("explore", "lost-job"));
        assertTrue(out.toString().contains("invariant violated: \"the job is run\""));
        assertTrue(out.toString().contains("kit replay lost-job@old:0"), out.toString());
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
                err.toString().startsWith("error: 'lost-job@2015:0' is no id of lost-job@2015"),
                err.toString());
        assertTrue(err.toString().endsWith("kit explore lost-job --on 2015\n"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void an_unknown_name_gets_one_line() {
        assertEquals(2, run("explore", "lost-jobs"));
        assertEquals(
                "error: no scenario is called lost-jobs; did you mean lost-job?\n", err.toString());
    }

    @Test
    void the_source_of_a_scenario_is_shown() {
        run("replay", "lost-job@2014:0");
        String line = "LostJob.java:7  plan.main(() -> added = true);";
        assertTrue(out.toString().contains(line), out.toString());
    }

    @Test
    void the_sides_and_their_variants_are_listed_and_in_the_help() {
        assertEquals(0, run("explore", "--sides"));
        assertEquals("old\nnew\n2012\n2014\n2015\n", out.toString());
        assertEquals(0, run("replay", "--help"));
        assertTrue(out.toString().contains("One of: old, new, 2012, 2014, 2015."), out.toString());
    }

    @Test
    void an_unknown_side_gets_one_line() {
        assertEquals(2, run("explore", "lost-job", "--on", "nowhere"));
        assertEquals(
                "error: no side is called nowhere; there is: old new 2012 2014 2015\n",
                err.toString());
    }

    @Test
    void a_class_that_a_side_lacks_gets_one_line() {
        assertEquals(2, run("explore", "lost-job", "--on", "new"));
        assertEquals("error: there is no class made.up.new.LostJob\n", err.toString());
    }

    @Test
    void a_catalogue_that_is_not_built_gets_one_line_and_help_works_all_the_same() {
        Path missing = home.resolve("missing.jar");
        assertEquals(2, runOn(missing, "explore", "lost-job"));
        assertEquals(
                "error: there are no scenarios in "
                        + missing
                        + "; build them with: mvn -DskipTests package\n",
                err.toString());
        assertEquals(0, runOn(missing, "explore", "--help"));
        assertTrue(out.toString().contains("One of: the sides of a catalogue."), out.toString());
    }

    @Test
    void the_last_catalogue_counts_and_is_named_to_replay() {
        Path classes = home.resolve("classes");
        String[] own = {"lost-job", "--catalogue", classes.toString()};
        assertEquals(1, runOn(home.resolve("missing.jar"), "explore", own));
        assertTrue(
                out.toString().contains("kit replay lost-job@old:0 --catalogue " + classes),
                out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"scenarios\": [], \"sides\": []}"})
    void a_list_that_cannot_be_read_gets_one_line(String text) throws IOException {
        Path broken = home.resolve("broken");
        Files.createDirectories(broken.resolve("META-INF"));
        Files.writeString(broken.resolve(Catalogue.LIST), text);

        assertEquals(2, runOn(broken, "explore", "lost-job"));
        String start = "error: " + Catalogue.LIST + " in " + broken + " is no list of scenarios: ";
        assertTrue(err.toString().startsWith(start), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void a_folder_without_a_list_gets_one_line() {
        assertEquals(2, runOn(home, "explore", "lost-job"));
        assertEquals(
                "error: there are no scenarios in " + home + ": it has no " + Catalogue.LIST + "\n",
                err.toString());
    }
}
