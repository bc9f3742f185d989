package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** A wait that no name gives away ends the search all the same. */
class WatchdogTest {
    /** A library waits inside, for a byte that nobody writes. */
    static final class ReadsAPipe implements Scenario {
        private final PipedInputStream in = new PipedInputStream();
        private int steps;

        @Override
        public void prepare(Plan plan) {
            plan.show("steps", () -> steps);
            plan.thread(
                    "reader",
                    () -> {
                        steps++;
                        try {
                            in.connect(new PipedOutputStream());
                            in.read();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    @Test
    void a_replay_ends_with_the_finding_after_the_steps_so_far() {
        Trace trace = Explorer.replay(ScenarioCode.of(ReadsAPipe.class), Schedule.PLAIN);

        assertEquals(FindingKind.REFUSED, trace.finding().kind(), trace::toString);
        String text = trace.finding().text();
        assertTrue(text.startsWith("reader does not come to its next point"), text);
        assertTrue(text.contains("PipedInputStream.read"), text);
        String last = trace.steps().get(trace.steps().size() - 1).place();
        assertTrue(last.contains("WatchdogTest$ReadsAPipe"), trace::toString);
    }
}
