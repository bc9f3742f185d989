package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How the server's end looks to a parent.
 *
 * <p>A Java parent sees 143 both ways; a shell says in words that a child was ended by a signal.
 */
@Timeout(60)
class ReraiseTest {
    private static final Pattern PID = Pattern.compile("READY .*pid=(\\d+).*");

    /** Starts the server below a shell and sends TERM; returns what the shell says of its end. */
    private static List<String> end(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "\"$@\"; echo status=$?", "sh"));
        // Or a JVM below nohup would warn that they are ignored.
        command.addAll(List.of("env", "--default-signal=INT,HUP"));
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "--port=0", "--quiet"));
        command.addAll(List.of(options));
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = shell.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = PID.matcher(line);
                if (ready.matches()) {
                    ProcessHandle.of(Long.parseLong(ready.group(1))).orElseThrow().destroy();
                } else if (!line.startsWith("STOPPED ")) {
                    said.add(line);
                }
            }
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        return said;
    }

    @Test
    void a_parent_sees_an_exit_status() throws Exception {
        assertEquals(List.of("status=0"), end());
    }

    @Test
    void on_demand_a_parent_sees_the_signal_that_was_the_cause() throws Exception {
        assertEquals(List.of("Terminated", "status=143"), end("--reraise"));
    }
}
