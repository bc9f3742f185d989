package signalkit.posix.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real signals of the operating system, sent to JVMs that these tests start. */
@DisabledOnOs(OS.WINDOWS)
class BridgeTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir Path folder;

    private Process child;
    private BufferedReader out;
    private Path err;

    private void start(String prefix, String jvmOption, String... role) throws IOException {
        List<String> java = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
        if (!jvmOption.isEmpty()) {
            java.add(jvmOption);
        }
        String classPath = Path.of("target", "classes") + ":" + Path.of("target", "test-classes");
        java.addAll(List.of("-cp", classPath, BridgeChild.class.getName()));
        java.addAll(List.of(role));
        // The child must not inherit an ignored INT from a background build.
        String reset = prefix.isEmpty() ? "env --default-signal=INT,HUP,TERM " : "";
        err = folder.resolve("err");
        child =
                new ProcessBuilder("sh", "-c", prefix + " exec " + reset + String.join(" ", java))
                        .redirectError(err.toFile())
                        .start();
        out =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("READY", out.readLine(), this::errors);
    }

    private String errors() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void send(String signal) throws Exception {
        assertTrue(child.isAlive());
        Process kill = new ProcessBuilder("kill", "-" + signal, "" + child.pid()).start();
        assertEquals(0, kill.waitFor());
    }

    private int exit() throws InterruptedException {
        assertTrue(child.waitFor(20, TimeUnit.SECONDS), "the child hangs");
        return child.exitValue();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void term_runs_the_handler_on_top_of_main_under_posix_delivery() throws Exception {
        start("", "", "handler", "posix");
        send("TERM");
        assertEquals("handler on main below=true", out.readLine());
        assertEquals(3, exit());
    }

    @Test
    void term_runs_the_handler_on_a_jvm_thread_under_jvm_delivery() throws Exception {
        start("", "", "handler", "jvm");
        send("TERM");
        assertEquals("handler on SIGTERM handler below=false", out.readLine());
        assertEquals(3, exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "jvm"})
    void term_that_is_blocked_is_taken_by_sigwait(String delivery) throws Exception {
        start("", "", "sigwait", delivery);
        send("TERM");
        assertEquals("took TERM on waiter", out.readLine());
        assertEquals(0, exit());
    }

    @Test
    void default_action_ends_with_143_although_main_is_in_no_call_of_the_kit() throws Exception {
        start("", "", "default");
        send("TERM");
        assertEquals(143, exit());
        assertEquals("", errors());
    }

    @Test
    void int_that_the_parent_ignored_gets_a_warning_and_has_no_effect() throws Exception {
        start("trap '' INT;", "", "int");
        assertTrue(errors().contains("warning: the parent process set SIGINT"), errors());
        assertTrue(errors().contains("env --default-signal=INT"), errors());
        send("INT");
        send("QUIT"); // the thread dump comes after INT had no effect
        assertTrue(readUntil("Full thread dump"));
        assertTrue(child.isAlive());
    }

    @Test
    void int_that_is_not_ignored_gets_no_warning_and_is_handled() throws Exception {
        start("", "", "int");
        assertEquals("", errors());
        send("INT");
        assertEquals("handled INT", out.readLine());
        assertEquals(0, exit());
    }

    @Test
    void signal_that_the_jvm_takes_over_although_it_was_ignored_gets_no_warning() throws Exception {
        start("trap '' USR2;", "", "usr2");
        assertEquals("", errors());
        send("USR2");
        assertEquals("handled USR2", out.readLine());
        assertEquals(0, exit());
    }

    @Test
    void reduced_signal_usage_gets_a_warning_with_the_remedy() throws Exception {
        start("", "-Xrs", "int");
        assertTrue(errors().contains("start it without -Xrs"), errors());
    }

    @Test
    void quit_stays_a_thread_dump_and_the_program_goes_on() throws Exception {
        start("", "", "full");
        send("QUIT");
        assertTrue(readUntil("Full thread dump"));
        send("PIPE");
        send("TERM");
        assertTrue(readUntil("took TERM"));
        assertEquals(0, exit());
    }

    private boolean readUntil(String part) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(part)) {
            line = out.readLine();
        }
        return line != null;
    }

    @Test
    void signals_merge_and_are_never_counted() throws Exception {
        start("", "", "merge");
        int sent = 200;
        String loop =
                "i=0; while [ $i -lt "
                        + sent
                        + " ]; do kill -USR1 "
                        + child.pid()
                        + "; i=$((i+1)); done";
        assertEquals(0, new ProcessBuilder("sh", "-c", loop).start().waitFor());
        assertEquals("first", out.readLine()); // each comes on a thread of its own, in any order
        send("TERM");
        String line = out.readLine();
        int count = Integer.parseInt(line.substring("count ".length()));
        assertTrue(count >= 1 && count <= sent, line);
        assertEquals(0, exit());
    }
}
