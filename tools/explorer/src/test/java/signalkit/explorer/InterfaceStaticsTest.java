package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** Static fields of interfaces, which cannot be set back: constants are explored, others named. */
class InterfaceStaticsTest {
    interface Shared {
        AtomicInteger COUNT = new AtomicInteger();
        List<String> NAMES = List.of("a", "b");
    }

    interface Constants {
        int ONE = Integer.parseInt("1");
        List<String> NAMES = List.of("a", "b");
        SignalSet SIGNALS = SignalSet.of(Signal.INT, Signal.TERM).without(Signal.INT);
        Sigaction NOTHING = Sigaction.handler(signal -> {}).withMask(Signal.INT);
        UnaryOperator<String> SAME = UnaryOperator.identity();
        Function<String, String> APPLIED = Function.<String>identity()::apply;

        default int one() {
            return ONE;
        }
    }

    interface SharedArray {
        Signal[] SIGNALS = {Signal.INT, Signal.TERM};
        SignalSet SET = SignalSet.of(Signal.INT);
    }

    static final class UsesSharedArray implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> SharedArray.SIGNALS[0] = Signal.TERM);
        }
    }

    static final class UsesShared implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Shared.COUNT::incrementAndGet);
        }
    }

    static final class UsesConstants implements Scenario, Constants {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> assertEquals(1, one()));
        }
    }

    @Test
    void an_interface_that_holds_what_changes_is_named() {
        Result result = Explored.explore(UsesShared.class);

        assertTrue(result.toString().contains("not explored: the state of"), "" + result);
        assertTrue(Explored.explore(UsesSharedArray.class).toString().contains("the state of"));
        Explored.assertProved(UsesConstants.class);
    }
}
