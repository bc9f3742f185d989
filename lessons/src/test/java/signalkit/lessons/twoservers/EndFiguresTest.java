package signalkit.lessons.twoservers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures come from a whole line STOPPED at the end of a log, and from nothing else. */
class EndFiguresTest {
    private static final String READY = "READY port=40123 pid=123 t=85";
    private static final String CLEAN =
            "STOPPED cause=TERM forced=0 accepted=9 drained=6 aborted=1 refused=2 bytes_in=100"
                    + " bytes_out=99 late=3 submitted=8 run=7 rejected=1 open=4 queued=5"
                    + " threads=8 t=2100";
    private static final EndFigures FIGURES =
            new EndFigures(9, 6, 1, 2, 100, 99, 3, 8, 7, 1, 4, 5, 8);

    @Test
    void last_line_gives_each_figure_its_place() {
        assertEquals(Optional.of(FIGURES), EndFigures.of(List.of(READY, CLEAN)));
    }

    @Test
    void keys_may_come_in_another_order_and_with_others() {
        String line =
                "STOPPED threads=8 queued=5 open=4 extra=7 late=3 bytes_out=99 bytes_in=100"
                        + " refused=2 aborted=1 drained=6 accepted=9 rejected=1 run=7 submitted=8"
                        + " forced=0 cause=TERM t=9";
        assertEquals(Optional.of(FIGURES), EndFigures.of(List.of(READY, line)));
    }

    @Test
    void figures_may_be_larger_than_an_int() {
        String line = CLEAN.replace("bytes_in=100", "bytes_in=12884901888");
        assertEquals(12_884_901_888L, EndFigures.of(List.of(line)).orElseThrow().bytesIn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted",
                "drained",
                "aborted",
                "refused",
                "bytes_in",
                "bytes_out",
                "late",
                "submitted",
                "run",
                "rejected",
                "open",
                "queued",
                "threads"
            })
    void line_that_lacks_a_figure_gives_none(String key) {
        String line = CLEAN.replaceFirst(" " + key + "=\\d+", "");
        assertEquals(Optional.empty(), EndFigures.of(List.of(READY, line)));
    }

    @Test
    void log_without_the_line_at_its_end_gives_none() {
        assertEquals(Optional.empty(), EndFigures.of(List.of()));
        assertEquals(Optional.empty(), EndFigures.of(List.of(READY)));
        assertEquals(Optional.empty(), EndFigures.of(List.of(READY, "NOT_" + CLEAN)));
        assertEquals(Optional.empty(), EndFigures.of(List.of(CLEAN, "STARTING pid=124 t=80")));
        assertEquals(Optional.empty(), EndFigures.of(List.of(READY, "STOPPED cause=TERM")));
        assertEquals(Optional.empty(), EndFigures.of(List.of(CLEAN.replace("=9 ", "=x "))));
        assertEquals(Optional.empty(), EndFigures.of(List.of(CLEAN.replace("=9 ", "=-9 "))));
    }
}
