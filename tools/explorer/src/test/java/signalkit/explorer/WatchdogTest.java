package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wait that no name gives away ends the search all the same. */
class WatchdogTest {
    /** A library waits inside, for a reference that nobody drops. */
    static final class AwaitsAReference implements Scenario {
        private final ReferenceQueue<String> queue = new ReferenceQueue<>();
        private int steps;

        @Override
        public void prepare(Plan plan) {
            plan.show("steps", () -> steps);
            plan.thread(
                    "reader",
                    () -> {
                        steps++;
                        try {
                            queue.remove();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
        }
    }

    /** Not a step that another thread could see, so no point in it lets another one go on. */
    static final class Turns implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "turner",
                    () -> {
                        for (int i = 0; i >= 0; i = i + 1 & 7) {}
                    });
        }
    }

    /** The first run comes to its end; another one does not. */
    static final class HangsLater implements Scenario {
        private volatile boolean set;
        private volatile boolean sawSet;

        @Override
        public void prepare(Plan plan) {
            plan.thread("setter", () -> set = true);
            plan.thread(
                    "turner",
                    () -> {
                        sawSet = set;
                        for (int i = 0; !sawSet && i >= 0; i = turn(i)) {}
                    });
        }

        private int turn(int from) {
            int i = from;
            do {
                i = i + 1 & 7;
            } while (i >= 0);
            return i;
        }
    }

    @Tag("slow")
    @Test
    void a_loop_in_a_later_run_is_noticed_too() {
        Bounds alone = Explored.BOUNDS.withWorkers(1);
        Result result = Explorer.explore(ScenarioCode.of(HangsLater.class), alone);

        Finding finding = result.failure().orElseThrow().finding();
        assertEquals(FindingKind.REFUSED, finding.kind());
        assertTrue(finding.text().contains("turner loops or waits"), finding::text);
        assertTrue(finding.text().contains("HangsLater.turn"), finding::text);
    }

    @Test
    void a_loop_without_a_point_is_noticed_when_it_has_used_a_processor_for_long() {
        Bounds alone = Explored.BOUNDS.withWorkers(1);
        Result result = Explorer.explore(ScenarioCode.of(Turns.class), alone);

        Finding finding = result.failure().orElseThrow().finding();
        assertEquals(FindingKind.REFUSED, finding.kind());
        assertTrue(finding.text().contains("turner loops or waits"), finding::text);
        assertTrue(finding.text().contains("WatchdogTest$Turns"), finding::text);
    }

    @Test
    void a_replay_ends_with_the_finding_after_the_steps_so_far() {
        Trace trace = Explorer.replay(ScenarioCode.of(AwaitsAReference.class), Schedule.PLAIN);

        assertEquals(FindingKind.REFUSED, trace.finding().kind(), trace::toString);
        String text = trace.finding().text();
        assertTrue(
                text.startsWith("reader loops or waits where the explorer cannot see it; let it"),
                text);
        assertTrue(text.contains("ReferenceQueue.remove"), text);
        String last = trace.steps().get(trace.steps().size() - 1).place();
        assertTrue(last.contains("WatchdogTest$AwaitsAReference"), trace::toString);
    }
}
