package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A handler that uses what the call that it interrupts is in the middle of. */
class ReenteredCallsTest {
    /** A handler uses the map that it interrupts a use of. */
    static class Reentered implements Scenario {
        private final Map<String, Integer> map = new HashMap<>();

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> map.put("handler", 1)));
            plan.main(this::use);
            plan.signal(Signal.TERM, "main");
        }

        void use() {
            map.put("main", 2);
        }
    }

    static final class Blocked extends Reentered {
        @Override
        void use() {
            Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
            super.use();
            Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM));
        }
    }

    @Test
    void a_handler_in_the_middle_of_a_call_is_found() {
        Result result = Explored.assertFails(Reentered.class, FindingKind.LIBRARY_CALL_REENTERED);
        String text = result.failure().get().finding().text();
        assertTrue(text.startsWith("a handler on top of main: Map.put at "), text);
        assertTrue(text.contains(" comes into the middle of Map.put at "), text);
    }

    static class Own extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    /** The call stands in a method that the weaver has made, which has no line. */
    static final class OwnReentered implements Scenario {
        private final List<String> list = new Own();

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> list.add("handler")));
            plan.main(() -> list.add("main"));
            plan.signal(Signal.TERM, "main");
        }
    }

    @Test
    void a_handler_in_the_middle_of_an_inherited_call_is_found() {
        Explored.assertFails(OwnReentered.class, FindingKind.LIBRARY_CALL_REENTERED);
    }

    /** The queue takes a lock inside, which its owner may take again. */
    static class Offers implements Scenario {
        private final Queue<String> queue;

        Offers() {
            this(new ArrayBlockingQueue<>(2));
        }

        Offers(Queue<String> queue) {
            this.queue = queue;
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> queue.offer("handler")));
            plan.main(() -> queue.offer("main"));
            plan.signal(Signal.TERM, "main");
            plan.atEnd("both are there", () -> queue.size() == 2);
        }
    }

    /** Nobody has to wait for whoever is in the middle of a call. */
    static final class OffersWithoutLock extends Offers {
        OffersWithoutLock() {
            super(new ConcurrentLinkedQueue<>());
        }
    }

    @Test
    void a_handler_in_the_middle_of_a_call_that_has_a_lock_is_found() {
        Result result = Explored.assertFails(Offers.class, FindingKind.LIBRARY_CALL_REENTERED);
        String text = result.failure().get().finding().text();
        assertTrue(text.endsWith("a call that offers to the ArrayBlockingQueue"), text);
    }

    @Test
    void a_handler_in_the_middle_of_a_call_without_a_lock_is_proved() {
        Explored.assertProved(OffersWithoutLock.class);
    }

    @Test
    void a_handler_that_is_blocked_meanwhile_is_proved() {
        Explored.assertProved(Blocked.class);
    }
}
