package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

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
    void the_source_is_cut_first_when_lines_would_be_too_long() throws IOException {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), sources()).lines(84);
        for (String line : lines) {
            assertTrue(line.length() <= 84, line);
        }
        assertTrue(lines.get(5).contains("│ locks jobs "), lines.get(5));
        assertTrue(lines.get(1).endsWith("Queue.java:2 …"), lines.get(1));
    }

    @Test
    void threads_share_a_column_where_each_cannot_have_its_own() {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), Sources.NONE).lines(60);
        assertEquals("#  thread  step          locks          queue  source", lines.get(0));
        assertTrue(lines.get(5).contains("│ locks jobs "), lines.get(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 80, 120, 160})
    void no_word_is_cut_in_any_window(int width) throws IOException {
        Trace trace = Traces.selfDeadlock();
        List<List<String>> blocks = new TraceTable(trace, sources()).blocks(width);
        assertEquals(1 + trace.steps().size(), blocks.size());
        for (int i = 0; i < trace.steps().size(); i++) {
            List<String> block = blocks.get(1 + i);
            block.forEach(line -> assertTrue(line.length() <= width, line));
            String text = String.join(" ", block).replaceAll(" +", " ");
            assertTrue(text.contains(trace.steps().get(i).text()), text);
        }
    }

    @Test
    void what_has_no_room_beside_a_step_stands_beneath_it() {
        List<List<String>> blocks = new TraceTable(Traces.selfDeadlock(), Sources.NONE).blocks(48);
        String text = blocks.stream().flatMap(List::stream).collect(Collectors.joining("\n"));
        assertEquals(
                """
                #  thread  source         step
                1  main    Queue.java:2   locks jobs
                                          jobs: main · queue: []
                2  worker  Queue.java:9   locks jobs
                                          jobs: main ← worker
                3  main    Queue.java:3   writes jobs
                                          queue: [a]
                4  main                   TERM arrives
                5  main    Queue.java:99  │ locks jobs
                    jobs: main ← worker, main
                """,
                text + "\n");
    }

    @Test
    void beside_the_source_a_narrow_table_keeps_the_steps_whole() throws IOException {
        List<String> lines = new TraceTable(Traces.selfDeadlock(), sources()).besideSource(34);
        assertEquals(
                """
                #  thread  step
                1  main    locks jobs
                2  worker  locks jobs
                3  main    writes jobs
                4  main    TERM arrives
                5  main    │ locks jobs
                """,
                String.join("\n", lines) + "\n");
    }

    @Test
    void a_trace_without_steps_is_a_header() {
        assertEquals(
                List.of("#  main  locks  source"),
                new TraceTable(Traces.empty(), Sources.NONE).lines(WIDE));
    }

    /** As a constructor does before threads start, and as a race does after. */
    private static Trace alone(int reads, int depth) {
        List<Trace.Step> steps = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            steps.add(step(0, 0, "writes field" + i));
        }
        steps.add(step(0, 0, "starts other"));
        for (int i = 0; i < 8; i++) {
            steps.add(step(0, 0, "reads n"));
        }
        steps.add(step(1, depth, "writes n"));
        return new Trace("x", Schedule.PLAIN, List.of("main", "other"), steps, null, List.of());
    }

    private static Trace.Step step(int thread, int depth, String text) {
        return new Trace.Step(
                thread, depth, text, "A.java:1", List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    void many_accesses_of_a_thread_that_is_alone_share_a_line() {
        TraceTable table = new TraceTable(alone(40, 0), Sources.NONE).folded();
        List<String> lines = table.lines(WIDE);
        assertTrue(lines.get(1).startsWith("1–40  40 reads and writes"), lines.get(1));
        assertTrue(lines.get(2).startsWith("41    starts other"), lines.get(2));
        assertEquals(1 + 1 + 1 + 8 + 1, lines.size());
        assertEquals(lines.size() - 1, table.firstSteps().size());
        assertEquals(lines.size(), table.lines(30).size());
    }

    @Test
    void few_accesses_and_those_below_a_handler_are_shown_one_by_one() {
        assertEquals(1 + 15, new TraceTable(alone(5, 0), Sources.NONE).folded().lines(WIDE).size());
        assertEquals(
                1 + 50, new TraceTable(alone(40, 1), Sources.NONE).folded().lines(WIDE).size());
        assertEquals(1 + 50, new TraceTable(alone(40, 0), Sources.NONE).lines(WIDE).size());
    }
}
