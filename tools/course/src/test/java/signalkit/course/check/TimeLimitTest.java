package signalkit.course.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A check that does not end is stopped, and what it was doing is shown. */
class TimeLimitTest {
    @Test
    void check_without_an_end_is_stopped_and_shows_where_it_is() throws Exception {
        CheckResult result =
                TimeLimit.within(
                        Duration.ofMillis(200),
                        () -> {
                            synchronized (this) {
                                wait();
                            }
                            return CheckResult.pass("never", 1);
                        });
        assertEquals("no-end", result.cause());
        assertTrue(
                String.join("\n", result.trace()).contains("TimeLimitTest"), "" + result.trace());
    }
}
