package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
    private static final Workload WORKLOAD = Workload.parse("closed:8x64");

    private final Contender fast = new Contender("fast", List.of("fast"), false, 8);
    private final Contender slow = new Contender("slow", List.of("slow"), false, 4);
    private final Results results = new Results(List.of(WORKLOAD), List.of(fast, slow), fast);

    private void rounds(Contender contender, double... rates) {
        for (double rate : rates) {
            results.add(WORKLOAD, contender, Map.of(Metric.RATE, rate));
        }
    }

    @Test
    void a_ratio_is_to_the_reference_in_the_same_round() {
        rounds(fast, 100, 200, 400);
        rounds(slow, 50, 50, 300);
        assertEquals(
                new Spread(0.5, 0.25, 0.75, 0.25, 0.75),
                results.ratio(WORKLOAD, slow, Metric.RATE).orElseThrow());
    }

    @Test
    void the_median_of_an_even_number_is_the_mean_of_the_middle() {
        assertEquals(new Spread(2.5, 1, 9, 1, 9), Spread.of(9, 2, 3, 1));
    }

    /**
     * From the binomial coefficients: of 9 one falls outside at each end, of 15 three, of 71 26.
     */
    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "8, 0", "9, 1", "11, 1", "12, 2", "15, 3", "71, 26"})
    void the_bounds_of_a_median_leave_out_what_chance_puts_beyond_it(int count, int outside) {
        Spread spread = Spread.of(IntStream.range(0, count).mapToDouble(i -> i).toArray());
        assertEquals(outside, spread.low());
        assertEquals(count - 1 - outside, spread.high());
    }

    @Test
    void a_contender_that_failed_has_no_figures() {
        rounds(fast, 100);
        results.fail(WORKLOAD, fast, "wrong byte");
        assertTrue(results.spread(WORKLOAD, fast, Metric.RATE).isEmpty());
        assertTrue(new TextTable(results, 200).toString().contains("wrong byte"));
    }

    @Test
    void a_server_of_four_workers_cannot_serve_eight_clients() {
        assertTrue(fast.canServe(WORKLOAD));
        assertFalse(slow.canServe(WORKLOAD));
    }

    @Test
    void workloads_are_written_as_they_are_read() {
        for (String text : Workload.USUAL) {
            assertEquals(text, Workload.parse(text).toString());
        }
    }
}
