package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTableTest {
    private static final int WIDE = 200;

    @TempDir private Path folder;

    private Sources sources() throws IOException {
        Path file = folder.resolve("a/b/Queue.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class Queue {\n  jobs.lock();\n  next = jobs;\n}\n");
        return new Sources(List.of(folder.resolve("missing"), folder));
    }

    @Test
    void each_thread_has_a_column_and_a_handler_is_indented_under_its_thread() throws IOException {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), sources()).lines(WIDE);
        assertEquals(
                """
                #  main          worker      locks                      queue  source
                1  locks jobs                jobs: main                 []     Queue.java:2  jobs.lock();
                2                locks jobs  jobs: main ← worker               Queue.java:9
                3  writes jobs                                          [a]    Queue.java:3  next = jobs;
                4  TERM arrives
                5  │ locks jobs              jobs: main ← worker, main         Queue.java:99
                """,
                String.join("\n", lines) + "\n");
    }

    @Test
    void a_trace_needs_no_source() {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), Sources.NONE).lines(WIDE);
        assertTrue(lines.get(1).endsWith("Queue.java:2"), lines.get(1));
    }

    @Test
    void the_widest_columns_are_cut_when_lines_would_be_too_long() throws IOException {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), sources()).lines(60);
        for (String line : lines) {
            assertTrue(line.length() <= 60, line);
        }
        assertTrue(lines.get(5).contains("│ locks"), lines.get(5));
        assertTrue(lines.get(1).endsWith("…"), lines.get(1));
    }

    @Test
    void a_trace_without_steps_is_a_header() {
        assertEquals(
                List.of("#  main  locks  source"),
                new TraceTable(Traces.empty(), Sources.NONE).lines(WIDE));
    }
}
