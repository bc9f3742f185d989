package signalkit.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.SearchStatistics;

class ProgressLineTest {
    private final ProgressLine progress =
            new ProgressLine(new PrintWriter(new StringWriter()), Bounds.DEFAULT);

    private static SearchStatistics at(int level, long runs, long waiting, int seconds) {
        return new SearchStatistics(
                runs, 0, 0, 0, 0, waiting, level, 0, Duration.ofSeconds(seconds));
    }

    @Test
    void the_line_shows_the_level_the_rate_and_when_the_search_gives_up() {
        assertEquals(
                "0 of 2 preemptions ░░░░░░░░░░░░░░░░░░░░"
                        + "  1,000 runs, 3,000 known to come, 500/s, gives up in 0:58",
                progress.line(at(0, 1_000, 3_000, 2), 100));
    }

    @Test
    void the_bar_is_of_one_level() {
        progress.line(at(1, 1_000, 3_000, 2), 100);
        assertEquals(
                "1 of 2 preemptions ██████████░░░░░░░░░░"
                        + "  3,000 runs, 2,000 known to come, 1,000/s, gives up in 0:57",
                progress.line(at(1, 3_000, 2_000, 3), 100));
    }

    @Test
    void a_search_that_is_over_time_gives_up_now() {
        assertEquals(
                "2 of 2 preemptions ░░░░░░░░░░░░░░░░░░░░"
                        + "  0 runs, 0 known to come, 0/s, gives up in 0:00",
                progress.line(at(2, 0, 0, 99), 100));
    }

    @ParameterizedTest
    @CsvSource({
        "90, '1 of 2 preemptions ░░░░░░░░░░░░░░░░░░░░"
                + "  1,000 runs, 3,000 known to come, gives up in 0:58'",
        "70, '1 of 2 preemptions ░░░░░░░░░░░░░░░░░░░░  1,000 runs, gives up in 0:58'",
        "60, '1 of 2 preemptions 1,000 runs, gives up in 0:58'",
        "40, gives up in 0:58"
    })
    void a_narrow_window_gets_whole_words(int width, String line) {
        assertEquals(line, progress.line(at(1, 1_000, 3_000, 2), width));
    }
}
