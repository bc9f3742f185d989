package signalkit.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ManualRun;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.sample.OneOfTwoSignals;

/** What a failure does not need is left out of its schedule. */
class MinimiserTest {
    private final ScenarioCode code = ScenarioCode.of(OneOfTwoSignals.class);

    private static int move(ManualRun session, String text) {
        return session.moves().stream().map(ManualRun.Move::text).toList().indexOf(text);
    }

    /** USR1 first, then TERM when main holds the lock. */
    private Trace played() {
        ManualRun session = new ManualRun(code);
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

        Playback replay = new Playback(code, Bounds.DEFAULT);
        Schedule shortest =
                new Minimiser(replay, played.finding(), Duration.ofMinutes(1))
                        .shorten(played.schedule());

        assertEquals(1, shortest.length());
        assertEquals(played.finding(), Explorer.replay(code, shortest).finding());
    }

    @Test
    void without_time_nothing_is_left_out_and_the_result_says_so() {
        Trace played = played();
        Minimiser minimiser =
                new Minimiser(new Playback(code, Bounds.DEFAULT), played.finding(), Duration.ZERO);

        assertEquals(played.schedule(), minimiser.shorten(played.schedule()));
        assertTrue(minimiser.isCut());
        assertEquals(
                " (there was no time to shorten it further)",
                new Result.Failure(played.finding(), played.schedule(), true).remark());
    }

    @Test
    void a_search_shows_what_can_be_left_out_no_more() {
        Result.Failure failure = Explorer.explore(code, Bounds.DEFAULT).failure().orElseThrow();
        assertTrue(failure.schedule().length() > 0);

        Playback replay = new Playback(code, Bounds.DEFAULT);
        Schedule again =
                new Minimiser(replay, failure.finding(), Duration.ofMinutes(1))
                        .shorten(failure.schedule());

        assertEquals(failure.schedule(), again);
    }
}
