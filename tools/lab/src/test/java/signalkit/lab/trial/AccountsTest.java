package signalkit.lab.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.lab.server.Transition;

class AccountsTest {
    private static final String IN_ORDER =
            "STOPPED cause=TERM forced=0 accepted=9 drained=6 aborted=2 refused=1 bytes_in=100"
                    + " bytes_out=100 late=3 submitted=8 run=7 rejected=1 open=0 queued=0 threads=0"
                    + " descriptors=0 t=2100";

    private static List<String> faults(String line) {
        return Accounts.faults(Transition.parse(line).orElseThrow());
    }

    @Test
    void a_line_that_adds_up_has_no_faults() {
        assertEquals(List.of(), faults(IN_ORDER));
    }

    @ParameterizedTest
    @CsvSource({
        "accepted=9, accepted=10, accepted=10 is not drained+aborted+refused=9",
        "drained=6, drained=5, accepted=9 is not drained+aborted+refused=8",
        "run=7, run=6, submitted=8 is not run+rejected=7",
        "bytes_out=100, bytes_out=99, bytes_in=100 is not bytes_out=99",
        "open=0, open=1, open=1",
        "queued=0, queued=2, queued=2",
        "threads=0, threads=8, threads=8",
        "forced=0, forced=1, forced=1",
        "descriptors=0, descriptors=3, descriptors=3",
    })
    void each_sum_and_each_count_is_checked(String right, String wrong, String fault) {
        assertEquals(List.of(fault), faults(IN_ORDER.replace(" " + right, " " + wrong)));
    }

    @Test
    void a_count_that_is_missing_is_a_fault() {
        assertEquals(List.of("open=(missing)"), faults(IN_ORDER.replace(" open=0", "")));
    }

    @Test
    void descriptors_that_nobody_counted_are_no_fault() {
        assertEquals(List.of(), faults(IN_ORDER.replace(" descriptors=0", "")));
    }
}
