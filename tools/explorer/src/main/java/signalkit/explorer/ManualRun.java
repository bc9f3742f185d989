package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.graph.Camera;
import signalkit.explorer.graph.Moves;
import signalkit.explorer.graph.StatePicture;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.Recorder;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.search.Playback;

/**
 * A run that somebody steps through by hand: at each point they choose who goes on or what arrives.
 *
 * <p>Each step runs the scenario anew up to there, so any step can be taken back. Not thread-safe.
 */
public final class ManualRun {
    /**
     * What can be chosen.
     *
     * @param text "main continues: locks jobs", for example
     * @param thread the number of the thread that runs then; -1 when a signal stays pending
     * @param isSignal whether a signal arrives
     * @param isSwitch whether a thread that could go on has to stop for it
     */
    public record Move(String text, int thread, boolean isSignal, boolean isSwitch) {}

    private final ScenarioCode code;
    private final Playback replay;
    private final List<Integer> played = new ArrayList<>();
    private List<Move> moves;
    private Trace trace;
    private StatePicture picture;

    /**
     * A run that stands before its first step.
     *
     * @param code the scenario
     * @throws ScenarioException when the class is no scenario
     */
    public ManualRun(ScenarioCode code) {
        this.code = code;
        this.replay =
                new Playback(code, Bounds.DEFAULT.withoutSpuriousWakeUps().withOlderValues(0));
        look();
    }

    /**
     * What can be chosen now.
     *
     * @return empty when the run is over
     */
    public List<Move> moves() {
        return moves;
    }

    /**
     * Chooses.
     *
     * @param move an index of {@link #moves}
     * @throws IndexOutOfBoundsException when there is no such move
     */
    public void play(int move) {
        java.util.Objects.checkIndex(move, moves.size());
        played.add(move);
        look();
    }

    /** Takes the last choice back, if there is one. */
    public void undo() {
        if (!played.isEmpty()) {
            played.remove(played.size() - 1);
            look();
        }
    }

    /** Takes all choices back. */
    public void reset() {
        played.clear();
        look();
    }

    /**
     * What has happened so far.
     *
     * @return its finding is null while nothing is wrong
     */
    public Trace trace() {
        return trace;
    }

    /**
     * How the run looks now: where each thread is, and what the fields hold.
     *
     * @return a snapshot
     */
    public StatePicture picture() {
        return picture;
    }

    /**
     * How many choices were made.
     *
     * @return 0 at first
     */
    public int length() {
        return played.size();
    }

    private void look() {
        moves = List.of();
        picture = null;
        trace = replay.run(new Player(), new Witness());
    }

    /** Makes the choices that were made, and stops at the first that is to be made. */
    private final class Player implements Strategy {
        private int next;

        @Override
        public int choose(RunState run, Task at, List<Option> options) {
            Camera.watch(run, replay.scenario());
            if (next < played.size()) {
                return played.get(next++);
            }
            moves = options.stream().map(option -> move(run, option)).toList();
            picture = Camera.take(run, at, replay.scenario());
            return GIVE_UP;
        }

        @Override
        public boolean isFair(RunState run) {
            return false;
        }
    }

    /** Also looks at a run that is over. */
    private final class Witness extends Recorder {
        @Override
        protected void end(RunState run, Finding failure) {
            super.end(run, failure);
            if (picture == null) {
                picture = Camera.take(run, null, replay.scenario());
            }
        }
    }

    private static Move move(RunState run, Option option) {
        Choice choice = option.choice();
        return new Move(
                Moves.text(run, option),
                choice.thread(),
                choice.kind() == Choice.Kind.DELIVER,
                option.cost() > 0);
    }
}
