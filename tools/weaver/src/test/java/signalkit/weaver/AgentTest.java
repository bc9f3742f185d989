package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.woven.Aimer;
import signalkit.woven.Spinner;
import signalkit.woven.Steppable;

/** The agent in a JVM of its own: it weaves, or it refuses with one line and status 2. */
class AgentTest {
    @TempDir private Path folder;

    @Test
    void program_under_the_agent_is_interrupted_in_plain_code() throws Exception {
        AgentJvm jvm = AgentJvm.run(folder, "signalkit.woven.", Spinner.class);
        assertEquals(List.of("ended with 0"), jvm.output());
        assertEquals(0, jvm.status());
    }

    @Test
    void aim_at_a_line_of_a_class_that_is_not_loaded_is_taken_only_where_a_point_will_be()
            throws Exception {
        int first = Code.of(ClassFiles.read(Steppable.class.getName())).lineOf("run");
        AgentJvm jvm =
                AgentJvm.run(
                        folder,
                        "signalkit.woven.",
                        Aimer.class,
                        "TERM at Steppable.java:" + first,
                        "TERM at Steppable.java:1");
        assertEquals("taken", jvm.output().get(0));
        assertTrue(
                jvm.output().get(1).startsWith("Steppable.java:1 has no interruption point; "),
                jvm.output()::toString);
        assertEquals(0, jvm.status());
    }

    @Test
    void agent_without_a_package_is_refused() throws Exception {
        assertRefused(
                AgentJvm.run(folder, "", Spinner.class),
                "error: no package to weave in «»; name one, for example my.server.");
    }

    @Test
    void weaving_the_kit_itself_is_refused() throws Exception {
        assertRefused(
                AgentJvm.run(folder, "signalkit.", Spinner.class),
                "error: signalkit. cannot be woven; leave signalkit.posix. out");
    }

    @Test
    void program_without_the_kit_is_refused() throws Exception {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .filter(item -> item.contains("asm") || item.endsWith("/classes"))
                        .filter(item -> !item.contains("posix"))
                        .collect(Collectors.joining(":"));
        assertRefused(
                AgentJvm.run(folder, "made.up.", classPath, "any.Program"),
                "error: the program has no signalkit.posix.Points; put signalkit-posix on its"
                        + " class path");
    }

    @Test
    void class_that_would_be_too_long_ends_the_program_by_name() throws Exception {
        Path file = Files.createDirectories(folder.resolve("made/up")).resolve("Long.class");
        Files.write(file, MadeUp.longMethod(8_000));
        String classPath = System.getProperty("java.class.path") + ":" + folder;
        AgentJvm jvm = AgentJvm.run(folder, "made.up.", classPath, "made.up.Long");
        assertEquals(2, jvm.status());
        assertEquals(1, jvm.output().size(), jvm.output()::toString);
        assertTrue(
                jvm.output().get(0).startsWith("error: cannot weave made.up.Long: its method m"));
    }

    private static void assertRefused(AgentJvm jvm, String line) {
        assertEquals(List.of(line), jvm.output());
        assertEquals(2, jvm.status());
    }
}
