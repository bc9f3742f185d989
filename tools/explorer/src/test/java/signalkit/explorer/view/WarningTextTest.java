package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Trace;

class WarningTextTest {
    @Test
    void both_accesses_are_shown_with_their_stacks() {
        Trace trace = Traces.selfDeadlock();
        assertEquals(
                List.of(
                        "  step 1, main locks jobs:",
                        "    Queue.add(Queue.java:2)",
                        "  step 3, main writes jobs:",
                        "    Queue.add(Queue.java:3)"),
                WarningText.lines(trace, trace.warnings().get(0)));
    }
}
