package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** What a failure does not need is left out of its schedule. */
class MinimiserTest {
    /** TERM locks what main holds; USR1 does no harm wherever it arrives. */
    static final class OneOfTwoSignals implements Scenario {
        private final Mutex mutex = new Mutex("jobs");
        private int counted;

        private void use() {
            mutex.lock();
            counted++;
            mutex.unlock();
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> use()));
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
            plan.main(this::use);
            plan.signal(Signal.USR1);
            plan.signal(Signal.TERM);
        }
    }

    private final ScenarioCode code = ScenarioCode.of(OneOfTwoSignals.class);

    private static int move(Session session, String text) {
        return session.moves().stream().map(Session.Move::text).toList().indexOf(text);
    }

    /** USR1 first, then TERM when main holds the lock. */
    private Trace played() {
        Session session = new Session(code);
        session.play(move(session, "USR1 arrives on main"));
        while (session.trace().steps().stream().noneMatch(step -> !step.locks().isEmpty())) {
            session.play(0);
        }
        session.play(move(session, "TERM arrives on main"));
        while (!session.moves().isEmpty()) {
            session.play(0);
        }
        return session.trace();
    }

    @Test
    void a_signal_that_a_self_deadlock_does_not_need_is_left_out() {
        Trace played = played();
        assertEquals(FindingKind.SELF_DEADLOCK, played.finding().kind());
        assertEquals(2, played.schedule().length());

        Replay replay = new Replay(code, Bounds.DEFAULT);
        Schedule shortest = new Minimiser(replay, played.finding()).shorten(played.schedule());

        assertEquals(1, shortest.length());
        assertEquals(played.finding(), Explorer.replay(code, shortest).finding());
    }

    @Test
    void a_search_shows_what_can_be_left_out_no_more() {
        Result.Failure failure = Explorer.explore(code, Bounds.DEFAULT).failure().orElseThrow();
        assertTrue(failure.schedule().length() > 0);

        Replay replay = new Replay(code, Bounds.DEFAULT);
        Schedule again = new Minimiser(replay, failure.finding()).shorten(failure.schedule());

        assertEquals(failure.schedule(), again);
    }
}
