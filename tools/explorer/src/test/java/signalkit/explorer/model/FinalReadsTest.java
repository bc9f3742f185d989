package signalkit.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/** Who reads a final field sees all that its object led to when the constructor ended. */
class FinalReadsTest {
    static class Node {
        int value;
        Node next;
    }

    static class Holder {
        final int[] array = new int[1];
        final Node node = new Node();
        final Map<String, int[]> map = new HashMap<>();

        /** The same array, in a field that promises nothing. */
        int[] open = array;

        Holder() {
            array[0] = 1;
            node.next = new Node();
            node.next.value = 1;
            map.put("key", new int[] {1});
        }
    }

    /** Changes what its superclass has frozen. */
    static final class LateHolder extends Holder {
        LateHolder() {
            array[0] = 1;
        }
    }

    /** One thread publishes an object without any order, and another one looks into it. */
    abstract static class Publishes implements Scenario {
        private final AtomicReference<Holder> published = new AtomicReference<>();

        Holder make(String what) {
            return new Holder();
        }

        abstract int look(Holder holder, String what);

        @Override
        public void prepare(Plan plan) {
            String what = plan.variant();
            plan.thread("maker", () -> published.setOpaque(make(what)));
            plan.thread("reader", () -> read(what));
        }

        private void read(String what) {
            Holder holder = published.getOpaque();
            if (holder != null && look(holder, what) != 1) {
                throw new IllegalStateException("saw what is not finished");
            }
        }
    }

    static final class ThroughFinal extends Publishes {
        @Override
        int look(Holder holder, String what) {
            return switch (what) {
                case "array" -> holder.array[0];
                case "chain" -> holder.node.next.value;
                case "map" -> holder.map.get("key")[0];
                case "values" -> holder.map.values().iterator().next()[0];
                default -> throw new IllegalArgumentException(what);
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"array", "chain", "map", "values"})
    void what_final_fields_lead_to_is_seen_without_an_order(String what) {
        Result result = explore(ThroughFinal.class, what);
        assertTrue(result.isProof(), result::toString);
    }

    static final class Otherwise extends Publishes {
        private final AtomicReference<int[]> early = new AtomicReference<>();

        @Override
        Holder make(String what) {
            Holder holder = what.equals("late constructor") ? new LateHolder() : new Holder();
            if (what.equals("changed after")) {
                holder.node.next.value = 1;
            }
            early.setOpaque(holder.array);
            return holder;
        }

        @Override
        int look(Holder holder, String what) {
            return switch (what) {
                case "open field" -> holder.open[0];
                case "late constructor" -> holder.array[0];
                case "changed after" -> holder.node.next.value;
                case "written" -> holder.array[0] = 1;
                case "from elsewhere, too" -> early.getOpaque()[0] * holder.array.length;
                default -> throw new IllegalArgumentException(what);
            };
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open field",
                "late constructor",
                "changed after",
                "written",
                "from elsewhere, too"
            })
    void nothing_else_is_promised(String what) {
        Result result = explore(Otherwise.class, what);
        FindingKind kind = result.failure().orElseThrow().finding().kind();
        assertEquals(FindingKind.DATA_RACE, kind, result::toString);
    }

    /** With races let be, a final field's array has no older values, and another one has. */
    static final class ReadsBoth extends Publishes {
        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("what they may see is looked at");
            super.prepare(plan);
        }

        @Override
        int look(Holder holder, String what) {
            return what.equals("final") ? holder.array[0] : holder.open == null ? 0 : 1;
        }
    }

    @Test
    void a_race_beside_them_may_see_an_older_value() {
        Result through = explore(ReadsBoth.class, "final");
        assertTrue(through.failure().isEmpty(), through::toString);
        Result beside = explore(ReadsBoth.class, "open");
        assertTrue(beside.failure().isPresent(), beside::toString);
    }

    private static Result explore(Class<? extends Scenario> type, String what) {
        return Explorer.explore(ScenarioCode.of(type).withVariant(what), Explored.BOUNDS);
    }
}
