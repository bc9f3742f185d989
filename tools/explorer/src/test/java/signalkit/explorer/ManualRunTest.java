package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A self-deadlock, played by hand. */
class ManualRunTest {
    private final ScenarioCode code = ScenarioCode.of(FindingsTest.HandlerLocks.class);
    private final ManualRun session = new ManualRun(code);

    private boolean mainHoldsJobs() {
        List<Trace.Step> steps = session.trace().steps();
        return !steps.isEmpty()
                && steps.get(steps.size() - 1).locks().stream()
                        .anyMatch(lock -> "jobs".equals(lock.name()) && lock.owner() != null);
    }

    private void playUntilMainHoldsJobs() {
        while (!mainHoldsJobs()) {
            session.play(0);
        }
    }

    private int signalMove() {
        return session.moves().stream().map(ManualRun.Move::isSignal).toList().indexOf(true);
    }

    @Test
    void a_signal_on_top_of_the_owner_breaks_the_program() {
        playUntilMainHoldsJobs();
        session.play(signalMove());

        while (!session.moves().isEmpty()) {
            session.play(0);
        }

        assertEquals(FindingKind.SELF_DEADLOCK, session.trace().finding().kind());
        Trace again = Explorer.replay(code, Schedule.of(session.trace().schedule().id()));
        assertEquals(session.trace().finding(), again.finding());
    }

    @Test
    void a_step_can_be_taken_back() {
        playUntilMainHoldsJobs();
        Trace before = session.trace();

        session.play(signalMove());
        assertTrue(session.trace().steps().size() > before.steps().size());
        session.undo();

        assertEquals(before, session.trace());
        session.reset();
        assertEquals(0, session.length());
    }

    @Test
    void a_run_without_the_signal_in_the_wrong_place_ends_well() {
        while (!session.moves().isEmpty()) {
            session.play(0);
        }

        assertNull(session.trace().finding());
    }

    @Test
    void there_is_no_move_but_those_listed() {
        assertThrows(IndexOutOfBoundsException.class, () -> session.play(99));
    }
}
