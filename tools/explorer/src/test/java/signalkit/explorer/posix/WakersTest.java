package signalkit.explorer.posix;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Pipe;
import signalkit.posix.Pthread;
import signalkit.posix.life.ThreadLife;

/** Who wakes a thread comes before what that does then, and only if it has waited. */
class WakersTest {
    /** A flag that orders nothing says that the number is set. */
    abstract static class Flagged implements Scenario {
        private final AtomicBoolean isSet = new AtomicBoolean();
        private int number;

        final void set() {
            number = 1;
        }

        final void say() {
            isSet.setOpaque(true);
        }

        final void look() {
            if (isSet.getOpaque() && number == 0) {
                throw new AssertionError();
            }
        }
    }

    static final class WritesOnceMore extends Flagged {
        private final Pipe pipe = new Pipe();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "reader",
                    () -> {
                        pipe.read();
                        look();
                    });
            plan.main(
                    () -> {
                        pipe.write((byte) 1);
                        set();
                        pipe.write((byte) 1);
                        say();
                    });
        }
    }

    static final class WritesThen extends Flagged {
        private final Pipe pipe = new Pipe();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "reader",
                    () -> {
                        pipe.read();
                        look();
                    });
            plan.main(
                    () -> {
                        set();
                        pipe.write((byte) 1);
                        say();
                    });
        }
    }

    static final class CancelsWhatGoesOn extends Flagged {
        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Pthread other =
                                Pthread.create(
                                        "other",
                                        () -> {
                                            ThreadLife.setCancelState(
                                                    ThreadLife.CancelState.DISABLE);
                                            look();
                                        });
                        set();
                        ThreadLife.cancel(other);
                        say();
                        other.join();
                    });
        }
    }

    @Test
    void a_byte_that_is_not_read_orders_nothing() {
        assertFails(WritesOnceMore.class, FindingKind.DATA_RACE);
    }

    @Test
    void a_byte_that_is_read_comes_after_what_was_before_it() {
        assertProved(WritesThen.class);
    }

    @Test
    void who_cancels_a_thread_that_does_not_wait_is_not_before_it() {
        assertFails(CancelsWhatGoesOn.class, FindingKind.DATA_RACE);
    }
}
