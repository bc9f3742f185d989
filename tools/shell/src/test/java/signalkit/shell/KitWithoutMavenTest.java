package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signalkit.shell.BareMachine.Run;

/** The launcher {@code tools/kit} and the wrapper {@code mvnw} where no Maven is installed. */
@Timeout(60)
class KitWithoutMavenTest {
    @TempDir Path folder;
    private BareMachine machine;

    @BeforeEach
    void a_machine_with_a_jdk_and_no_maven() throws Exception {
        machine = new BareMachine(folder);
        machine.remove("tools/mvn");
    }

    @AfterEach
    void nothing_is_left_running() {
        machine.close();
    }

    /** The machine has no unzip either. */
    @Test
    void a_maven_is_fetched_once() throws Exception {
        machine.expectMaven(machine.publishMaven());

        Run first = machine.kit("help");
        machine.remove("registry");
        machine.touch("pom.xml");
        Run second = machine.kit("help");

        assertTrue(first.has("fetching Maven, once"), first.output());
        assertEquals(0, first.status(), first.output());
        assertFalse(second.has("fetching"), second.output());
        assertEquals(0, second.status(), second.output());
        assertEquals(2, machine.builds());
    }

    @Test
    void a_maven_that_is_not_the_expected_one_is_never_run() throws Exception {
        machine.publishMaven();

        Run run = machine.kit("help");

        assertEquals(1, run.status());
        assertTrue(run.has("Failed to validate Maven distribution SHA-256"), run.output());
        assertEquals(0, machine.builds());
        try (Stream<Path> home = Files.walk(machine.path("home"))) {
            assertEquals(0, home.filter(file -> file.endsWith("mvn")).count());
        }
    }

    @Test
    void what_cannot_be_fetched_is_named_with_the_remedy() throws Exception {
        Run run = machine.kit("help");

        assertEquals(1, run.status());
        assertTrue(
                run.has(
                        "error: the build needs Maven 3.8 or newer, there is none on PATH or in"
                                + " MAVEN_HOME, and it could not be fetched; install one (apt"
                                + " install maven"),
                run.output());
        assertTrue(run.has("set MVNW_REPOURL"), run.output());
        assertFalse(Files.isSymbolicLink(machine.project().resolve(".kit/lock")));
    }

    @Test
    void a_maven_that_is_too_old_is_named_with_its_version() throws Exception {
        machine.addMaven("3.6.3");

        Run run = machine.kit("help");

        assertEquals(1, run.status());
        assertTrue(run.has(machine.path("tools/mvn") + " is 3.6, and"), run.output());
        assertEquals(0, machine.builds());
    }

    @Test
    void a_maven_that_is_too_old_is_passed_over() throws Exception {
        machine.addMaven("3.6.3");
        machine.expectMaven(machine.publishMaven());

        Run run = machine.kit("help");

        assertEquals(0, run.status(), run.output());
        assertTrue(run.has("fetching Maven"), run.output());
    }
}
