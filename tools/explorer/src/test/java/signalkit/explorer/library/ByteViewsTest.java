package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** Handles that take several bytes for one value: other bytes are other memory. */
class ByteViewsTest {
    private static final VarHandle OF_ARRAY =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle OF_BUFFER =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    abstract static class Writing implements Scenario {
        final byte[] bytes = new byte[16];

        abstract void first();

        abstract void second();

        @Override
        public void prepare(Plan plan) {
            plan.thread("first", this::first);
            plan.thread("second", this::second);
        }
    }

    static final class Apart extends Writing {
        @Override
        void first() {
            OF_ARRAY.set(bytes, 0, 1);
        }

        @Override
        void second() {
            OF_ARRAY.set(bytes, 4, 1);
        }
    }

    static final class Same extends Writing {
        @Override
        void first() {
            OF_ARRAY.set(bytes, 4, 1);
        }

        @Override
        void second() {
            OF_ARRAY.set(bytes, 4, 2);
        }
    }

    static final class SlicesApart extends Writing {
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

        @Override
        void first() {
            OF_BUFFER.set(buffer.slice(0, 8), 0, 1);
        }

        @Override
        void second() {
            OF_BUFFER.set(buffer.slice(8, 8), 0, 1);
        }
    }

    static final class ArrayBelow extends Writing {
        @Override
        void first() {
            OF_BUFFER.set(ByteBuffer.wrap(bytes), 8, 1);
        }

        @Override
        void second() {
            bytes[8] = 1;
        }
    }

    /** What of a value meets another one is not looked at byte by byte: then nothing is proved. */
    private static void assertUndecided(Class<? extends Scenario> type) {
        Result result = explore(type);
        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
    }

    @Test
    void values_apart_do_not_race() {
        assertUndecided(Apart.class);
        assertUndecided(SlicesApart.class);
        assertUndecided(ArrayBelow.class);
    }

    @Test
    void the_same_value_races() {
        assertFails(Same.class, FindingKind.DATA_RACE);
    }
}
