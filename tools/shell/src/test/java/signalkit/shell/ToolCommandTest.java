package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tool as the shell's child: a shell in a JVM of its own, and {@link FakeTool} as its tool. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToolCommandTest {
    @TempDir Path project;

    private final List<Process> shells = new ArrayList<>();

    @AfterEach
    void endShells() {
        shells.forEach(Process::destroyForcibly);
    }

    private Process shell(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("java.home") + "/bin/java");
        // As tools/kit starts it.
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.add("-Dsignalkit.home=" + project);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Main.class.getName());
        words.addAll(List.of(command));
        Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
        shells.add(shell);
        return shell;
    }

    private void installTool() throws IOException {
        installTool("tools/rules/target/rules.jar");
    }

    private void installTool(String place) throws IOException {
        FakeTool.install(project.resolve(place));
    }

    private static String outputOf(Process shell) throws IOException {
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static ProcessHandle toolOf(Process shell) throws IOException {
        String line = shell.inputReader(StandardCharsets.UTF_8).readLine();
        assertTrue(line.startsWith("pid "), line);
        return ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
    }

    @Test
    void the_tool_gets_all_arguments_and_its_status_is_the_shells() throws Exception {
        installTool();

        Process shell = shell("rules", "exit", "7", "--help", "--", "@file", "a b");

        assertEquals("[7, --help, --, @file, a b]\n", outputOf(shell));
        assertEquals(7, shell.waitFor());
    }

    @Test
    void one_program_can_have_several_commands_and_a_catalogue() throws Exception {
        installTool("tools/explorer/target/explorer.jar");
        Path catalogue = project.resolve("stress/target/jcstress.jar").toAbsolutePath();

        assertEquals(
                "[replay, --catalogue, " + catalogue + ", lost-job:0]\n",
                outputOf(shell("replay", "lost-job:0")));
    }

    @Test
    void the_tool_reads_the_standard_input_of_a_single_command() throws Exception {
        installTool();
        Process shell = shell("rules", "copy");

        shell.getOutputStream().write("what was piped in\n".getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();

        assertEquals("what was piped in\n", outputOf(shell));
    }

    /** It prints commands as they are to be typed there. */
    @Test
    void the_tool_knows_whether_its_user_types_in_the_shell() throws Exception {
        installTool();
        assertEquals("terminal\n", outputOf(shell("rules", "where")));

        Process shell = shell();
        shell.getOutputStream().write("rules where\n".getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        assertEquals("shell\n", outputOf(shell));
    }

    @Test
    void the_tool_leaves_the_next_commands_of_a_pipe_alone() throws Exception {
        installTool();
        Process shell = shell();

        shell.getOutputStream().write("rules copy\nps\n".getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();

        String output = outputOf(shell);
        assertTrue(output.startsWith("no servers"), output);
    }

    @Test
    void the_tool_of_a_repeated_command_counts_as_failed_by_its_status() throws Exception {
        installTool();
        Process shell = shell("repeat", "2", "rules exit 1 unlucky");

        String output = outputOf(shell);
        assertTrue(output.contains("[1, unlucky]"), output);
        assertEquals(1, shell.waitFor());
    }

    @Test
    void a_tool_that_is_not_built_is_named_with_the_remedy() throws Exception {
        Process shell = shell("rules", "x.jar");

        String output = outputOf(shell);
        assertEquals(
                "error: there is no "
                        + project.resolve("tools/rules/target/rules.jar")
                        + "; build it with: mvn -DskipTests package\n",
                output);
        assertEquals(1, shell.waitFor());
    }

    @Test
    void a_tool_ends_with_the_shell_that_was_killed() throws Exception {
        installTool();
        Process shell = shell("rules", "wait");
        ProcessHandle tool = toolOf(shell);
        assertTrue(tool.isAlive());

        shell.destroyForcibly();

        tool.onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_tool_ends_with_the_shell_that_got_term() throws Exception {
        installTool();
        Process shell = shell("rules", "wait");
        ProcessHandle tool = toolOf(shell);

        shell.destroy();

        tool.onExit().get(20, TimeUnit.SECONDS);
    }
}
