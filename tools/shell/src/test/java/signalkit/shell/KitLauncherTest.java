package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static signalkit.shell.BareMachine.await;
import static signalkit.shell.BareMachine.end;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import signalkit.shell.BareMachine.Run;

/**
 * The launcher {@code tools/kit} on a machine that holds only what a test puts there.
 *
 * <p>{@code .ci/run} runs it with a real JDK and Maven.
 */
@Timeout(60)
class KitLauncherTest {
    @TempDir Path folder;
    private BareMachine machine;

    @BeforeEach
    void a_machine_with_a_jdk_and_maven_and_a_project_that_was_never_built() throws Exception {
        machine = new BareMachine(folder);
    }

    @AfterEach
    void nothing_is_left_running() {
        machine.close();
    }

    @Test
    void without_a_jdk_one_line_says_what_is_missing_and_how_to_get_it() throws Exception {
        machine.remove("jdks/jdk-17");
        Run run = machine.kit("help");
        assertEquals(1, run.status());
        assertEquals(1, run.lines(), run.output());
        assertTrue(run.has("error: a JDK 17 or newer is needed"), run.output());
        assertTrue(run.has("apt install openjdk-17-jdk"), run.output());
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere paths do not depend on the locale
    void a_path_that_java_cannot_read_in_the_locale_is_named() throws Exception {
        assumeTrue(System.getProperty("sun.jnu.encoding").equalsIgnoreCase("UTF-8"));
        Path kit = folder.resolve("Übung/tools/kit");
        Files.createDirectories(kit.getParent());
        Files.copy(machine.launcher(), kit);

        Run run = end(machine.start(kit, List.of("LANG=C"), "help"));
        assertEquals(1, run.status());
        assertTrue(run.has("set LC_ALL=C.UTF-8, or move the folder"), run.output());
        run = end(machine.start(kit, List.of("LANG=C.UTF-8"), "help"));
        assertFalse(run.has("LC_ALL"), run.output());
        run = end(machine.start(machine.launcher(), List.of("LANG=C"), "help"));
        assertEquals(0, run.status(), run.output());
    }

    @Test
    void a_jdk_that_is_too_old_is_named() throws Exception {
        machine.remove("jdks/jdk-17");
        Path old = machine.addJdk("jdk-11", "11.0.29");
        Run run = machine.kit("help");
        assertEquals(1, run.status());
        assertEquals(1, run.lines(), run.output());
        assertTrue(run.has("too old: " + old), run.output());
    }

    @Test
    void java_home_comes_first() throws Exception {
        machine.addJdk("jdk-21", "21.0.9");
        Path home = machine.addJdk("jdk-25", "25.0.3");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 25\n");
        assertEquals(25, kitWith("JAVA_HOME=" + home).status());
    }

    @Test
    void a_java_home_that_is_too_old_is_passed_over() throws Exception {
        Path old = machine.addJdk("jdk-8", "1.8.0_442");
        Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 8\n");
        assertEquals(0, kitWith("JAVA_HOME=" + old).status());
    }

    @Test
    void a_jdk_without_a_release_file_is_asked_for_its_version() throws Exception {
        machine.remove("jdks/jdk-17");
        Path jdk = machine.addJdk("jdk-25", "25-ea");
        Files.delete(jdk.resolve("release"));
        assertEquals(0, machine.kit("help").status());
    }

    @Test
    void a_newer_major_version_of_maven_will_do() throws Exception {
        Files.writeString(machine.path("maven-version"), "4.0.0");
        assertEquals(0, machine.kit("help").status());
    }

    @Test
    void the_first_use_builds_and_the_next_does_not() throws Exception {
        assertTrue(machine.kit("help").has("building signalkit (the first time,"));
        assertEquals("", machine.kit("help").output());
        assertEquals(1, machine.builds());
    }

    @Test
    void what_is_built_runs_without_maven() throws Exception {
        machine.kit("help");
        machine.remove("tools/mvn");
        assertEquals(0, machine.kit("help").status());
    }

    @Test
    void a_release_is_never_built() throws Exception {
        machine.remove("tools/mvn");
        Path jars = Files.createDirectories(machine.project().resolve("jars"));
        Files.createFile(jars.resolve("signalkit-shell.jar"));
        machine.touch("pom.xml");

        assertEquals("", machine.kit("help").output());

        String arguments = Files.readString(machine.path("java-arguments"));
        assertTrue(arguments.contains("<" + jars + "/signalkit-shell.jar>"), arguments);
        assertEquals(0, machine.builds());
        assertFalse(Files.exists(machine.project().resolve(".kit")));
    }

    @Test
    void a_source_that_is_newer_is_built() throws Exception {
        machine.kit("help");
        machine.touch("tools/posix/src/main/java/Signal.java");
        Run run = machine.kit("help");
        assertTrue(run.has("building what has changed"), run.output());
        assertFalse(run.has("first time"), run.output());
        assertEquals(2, machine.builds());
    }

    @Test
    void a_pom_that_is_newer_is_built() throws Exception {
        machine.kit("help");
        machine.touch("pom.xml");
        machine.kit("help");
        assertEquals(2, machine.builds());
    }

    @Test
    void a_source_that_was_deleted_is_a_reason_to_build() throws Exception {
        machine.kit("help");
        Files.delete(machine.project().resolve("tools/posix/src/main/java/Signal.java"));
        machine.touch("tools/posix/src/main/java");
        machine.kit("help");
        assertEquals(2, machine.builds());
    }

    @Test
    void a_test_that_is_newer_is_no_reason_to_build() throws Exception {
        machine.kit("help");
        Files.createDirectories(machine.project().resolve("tools/posix/src/test/java"));
        machine.touch("tools/posix/src/test/java");
        machine.kit("help");
        assertEquals(1, machine.builds());
    }

    @Test
    void a_server_that_is_gone_is_built_again() throws Exception {
        machine.kit("help");
        Files.delete(machine.project().resolve("echo-safe/target/echo-safe.jar"));
        machine.kit("help");
        assertEquals(2, machine.builds());
    }

    @Test
    void libraries_that_are_gone_are_fetched_again() throws Exception {
        machine.kit("help");
        Files.delete(machine.project().resolve("echo-unsafe/target/lib"));
        machine.kit("help");
        assertEquals(2, machine.builds());
    }

    @Test
    void a_build_that_fails_shows_the_end_of_its_log() throws Exception {
        Files.createFile(machine.path("broken"));
        Run run = machine.kit("help");
        assertEquals(1, run.status());
        assertTrue(run.has("[ERROR] Kit.java: no such class"), run.output());
        assertTrue(run.has("error: the build failed"), run.output());
        assertFalse(Files.exists(machine.path("java-arguments")), "the shell was started");
    }

    @Test
    void a_build_that_failed_is_tried_again() throws Exception {
        machine.kit("help");
        machine.touch("pom.xml");
        Files.createFile(machine.path("broken"));
        assertEquals(1, machine.kit("help").status());
        assertEquals(1, machine.kit("help").status());
        Files.delete(machine.path("broken"));
        assertEquals(0, machine.kit("help").status());
        assertTrue(machine.lastBuild().endsWith("=true package"), machine.lastBuild());
    }

    @Test
    void the_exit_status_of_a_command_passes_through() throws Exception {
        assertEquals(42, machine.kit("status-42").status());
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        machine.kit("log", "two words", "*", "");
        String arguments = Files.readString(machine.path("java-arguments"));
        assertTrue(arguments.endsWith("<log><two words><*><>"), arguments);
    }

    @Test
    void the_shell_is_told_where_the_project_is() throws Exception {
        machine.kit("help");
        assertProjectIsKnown();
    }

    @Test
    void it_finds_the_project_through_symbolic_links() throws Exception {
        Path links = Files.createDirectories(machine.path("a bin/of links"));
        Path absolute = Files.createSymbolicLink(links.resolve("one"), machine.launcher());
        Path relative = Files.createSymbolicLink(links.resolve("two"), Path.of("one"));
        for (Path link : List.of(absolute, relative)) {
            assertEquals(0, end(machine.start(link, List.of(), "help")).status());
            assertProjectIsKnown();
        }
    }

    @Test
    void two_at_once_build_once_and_both_run() throws Exception {
        Files.delete(machine.path("gate"));
        Process first = machine.start(machine.launcher(), List.of(), "help");
        await(() -> Files.exists(machine.path("builds")), "the first build did not start");
        Process second = machine.start(machine.launcher(), List.of(), "help");
        await(() -> waitsForTheLock(second), "the second did not wait");
        Files.createFile(machine.path("gate"));
        assertEquals(0, end(first).status());
        assertEquals(0, end(second).status());
        assertEquals(1, machine.builds());
    }

    @Test
    void the_lock_of_a_build_that_died_is_removed() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(machine.project().resolve(".kit"));
        Files.createSymbolicLink(lock(), Path.of("" + dead.pid()));
        assertEquals(0, machine.kit("help").status());
        assertEquals(1, machine.builds());
    }

    @Test
    void a_build_that_is_ended_leaves_no_lock_and_no_maven() throws Exception {
        Files.delete(machine.path("gate"));
        Process kit = machine.start(machine.launcher(), List.of(), "help");
        await(() -> Files.exists(machine.path("builds")), "the build did not start");
        List<ProcessHandle> children = kit.descendants().toList();
        assertFalse(children.isEmpty());
        kit.toHandle().destroy();
        assertEquals(143, end(kit).status());
        assertFalse(Files.isSymbolicLink(lock()));
        await(() -> children.stream().noneMatch(ProcessHandle::isAlive), "a child lives on");
        Files.createFile(machine.path("gate"));
        machine.kit("help");
        assertTrue(machine.lastBuild().endsWith(" clean package"), "half a jar may be left");
    }

    private Run kitWith(String variable) throws Exception {
        return end(machine.start(machine.launcher(), List.of(variable), "help"));
    }

    private void assertProjectIsKnown() throws Exception {
        String arguments = Files.readString(machine.path("java-arguments"));
        String option = "<-Dsignalkit.home=" + machine.project() + ">";
        assertTrue(arguments.contains(option), arguments);
        Files.delete(machine.path("java-arguments"));
    }

    private Path lock() {
        return machine.project().resolve(".kit/lock");
    }

    /** Between two looks at the lock it sleeps; it has no other child that does. */
    private static boolean waitsForTheLock(Process kit) {
        return kit.children()
                .anyMatch(child -> child.info().command().orElse("").endsWith("sleep"));
    }
}
