package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.explorer.Trace;

class StepperTest {
    private static final Pattern TITLE = Pattern.compile("step (\\d+) of 5");

    private static String screen(Trace trace, String keys) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal =
                new DumbTerminal("test", "xterm", in, out, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(100, 30));
            new Stepper(terminal, trace, Sources.NONE).run();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The numbers of the steps that were shown, one after the other. */
    private static String steps(String keys) throws IOException {
        Matcher matcher = TITLE.matcher(screen(Traces.selfDeadlock(), keys));
        return String.join(" ", matcher.results().map(result -> result.group(1)).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "n n q, 1 2 3",
        "n n p q, 1 2 3 2",
        "p q, 1 1",
        "G q, 1 5",
        "G n q, 1 5 5",
        "G g q, 1 5 1",
        "t q, 1 2",
        "t t q, 1 2 3",
        "t t t q, 1 2 3 5",
        "j k q, 1 5 1",
    })
    void keys_go_forward_and_back(String keys, String shown) throws IOException {
        assertEquals(shown, steps(keys.replace(" ", "")));
    }

    @Test
    void arrows_go_forward_and_back_in_both_modes_of_a_keypad() throws IOException {
        assertEquals("1 2 3 2", steps("\033[C\033[C\033[Dq"));
        assertEquals("1 2 3 2", steps("\033OC\033OC\033ODq"));
    }

    @Test
    void search_goes_to_the_step_that_shows_the_text_and_on_from_there() throws IOException {
        assertTrue(steps("/worker\rq").endsWith(" 2"));
        assertTrue(steps("/locks\rfq").endsWith(" 2 5"));
        assertTrue(steps("/locks\rffFq").endsWith(" 5 5 2"));
        assertTrue(screen(Traces.selfDeadlock(), "/nothing\rq").contains("no step after this one"));
        assertTrue(steps("n/worker\033q").endsWith(" 2"));
    }

    @Test
    void break_is_come_to_from_both_sides() throws IOException {
        assertTrue(steps("nnbgcq").endsWith(" 3 3 1 3"));
        assertTrue(steps("nnbGCq").endsWith(" 3 3 5 3"));
        assertTrue(steps("nnbbgcq").endsWith(" 1 1"));
    }

    @Test
    void twin_is_shown_beside_where_there_is_one() throws IOException {
        assertTrue(screen(Traces.selfDeadlock(), "sq").contains("there is no other server"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream("sq".getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal =
                new DumbTerminal("test", "xterm", in, out, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(120, 30));
            Trace trace = Traces.selfDeadlock();
            new Stepper(terminal, trace, Sources.NONE, Optional.of(trace), Sources.NONE).run();
        }
        String shown = out.toString(StandardCharsets.UTF_8);
        // One alone, then two beside each other.
        assertEquals(3, TITLE.matcher(shown).results().count(), shown);
    }

    @Test
    void help_lists_the_keys_until_any_key() throws IOException {
        assertTrue(screen(Traces.selfDeadlock(), "?nq").contains("back to the last write"));
        assertEquals("1 1", steps("?nq"));
    }

    @Test
    void other_keys_do_nothing() throws IOException {
        assertEquals("1 2", steps("xyz%nq"));
    }

    @Test
    void the_end_of_the_input_is_a_quit() throws IOException {
        assertEquals("1 2", steps("n"));
    }

    @Test
    void a_trace_without_steps_ends_at_once() throws IOException {
        assertEquals("", screen(Traces.empty(), ""));
    }

    @Test
    void the_last_step_says_what_went_wrong() {
        List<String> first =
                new StepView(Traces.selfDeadlock(), Sources.NONE, 100).lines(0, 100, 30);
        List<String> last =
                new StepView(Traces.selfDeadlock(), Sources.NONE, 100).lines(4, 100, 30);
        assertTrue(first.get(1).isEmpty(), first.toString());
        assertTrue(last.get(1).startsWith("self-deadlock: main waits for jobs"), last.toString());
    }

    @Test
    void the_step_of_now_is_marked_and_its_state_is_below() {
        List<String> lines =
                new StepView(Traces.selfDeadlock(), Sources.NONE, 100).lines(2, 100, 30);
        assertEquals(1, lines.stream().filter(line -> line.startsWith("▶ 3 ")).count());
        assertTrue(lines.contains("locks  jobs: main ← worker"), lines.toString());
        assertTrue(lines.contains("queue  [a]"), lines.toString());
        assertTrue(lines.contains("main is in Queue.add(Queue.java:3)"), lines.toString());
    }

    @Test
    void a_step_that_a_warning_is_about_shows_it() {
        Trace trace = Traces.selfDeadlock();
        List<String> first = new StepView(trace, Sources.NONE, 100).lines(0, 100, 30);
        List<String> second = new StepView(trace, Sources.NONE, 100).lines(1, 100, 30);
        assertTrue(first.contains("warning: data race: one and other"), first.toString());
        assertTrue(second.stream().noneMatch(line -> line.contains("warning")), second.toString());
    }

    @Test
    void a_window_that_gets_another_size_is_drawn_again() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PipedOutputStream keys = new PipedOutputStream();
        try (Terminal terminal =
                new DumbTerminal(
                        "test", "xterm", new PipedInputStream(keys), out, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(100, 30));
            Thread sender =
                    new Thread(
                            () -> {
                                awaitSteps(out, 1);
                                terminal.setSize(Size.of(60, 20));
                                terminal.raise(Terminal.Signal.WINCH);
                                write(keys, "q");
                            });
            sender.start();
            new Stepper(terminal, Traces.selfDeadlock(), Sources.NONE).run();
        }
        assertEquals(2, TITLE.matcher(out.toString(StandardCharsets.UTF_8)).results().count());
    }

    private static void awaitSteps(ByteArrayOutputStream out, int count) {
        while (TITLE.matcher(out.toString(StandardCharsets.UTF_8)).results().count() < count) {
            Thread.onSpinWait();
        }
    }

    private static void write(OutputStream keys, String text) {
        try {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void no_screen_of_eight_lines_or_more_is_too_small() {
        for (int height = 8; height < 40; height++) {
            for (int step = 0; step < 5; step++) {
                List<String> lines =
                        new StepView(Traces.selfDeadlock(), Sources.NONE, 60)
                                .lines(step, 60, height);
                assertTrue(lines.size() <= height, lines.toString());
            }
        }
    }

    @Test
    void a_small_screen_shows_a_part_of_the_table_around_the_step() {
        List<String> lines = new StepView(Traces.selfDeadlock(), Sources.NONE, 60).lines(4, 60, 13);
        assertTrue(lines.size() <= 13, lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("▶ 5 ")), lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("  1 ")), lines.toString());
    }
}
