package signalkit.explorer.jdk.lock;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.Date;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** A wait whose time is over before it begins says so, and ends for no other reason. */
class PastDeadlinesTest {
    abstract static class Waiting implements Scenario {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition condition = lock.newCondition();
        private boolean saysTimeIsLeft;

        abstract boolean isTimeLeft(Condition on) throws InterruptedException;

        private void run() {
            lock.lock();
            try {
                saysTimeIsLeft = isTimeLeft(condition);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(this::run);
            plan.atEnd("no time is left", () -> !saysTimeIsLeft);
        }
    }

    static final class UntilLongAgo extends Waiting {
        @Override
        boolean isTimeLeft(Condition on) throws InterruptedException {
            return on.awaitUntil(new Date(0));
        }
    }

    static final class NegativeNanos extends Waiting {
        @Override
        boolean isTimeLeft(Condition on) throws InterruptedException {
            return on.awaitNanos(-1) > 0;
        }
    }

    /** This wait may end for no reason, before its time is over. */
    static final class SomeNanos extends Waiting {
        @Override
        boolean isTimeLeft(Condition on) throws InterruptedException {
            return on.awaitNanos(1_000_000) > 0;
        }
    }

    @Test
    void a_wait_without_time_ends_by_its_deadline() {
        assertProved(UntilLongAgo.class);
        assertProved(NegativeNanos.class);
        assertFails(SomeNanos.class, FindingKind.INVARIANT_VIOLATED);
    }
}
