package signalkit.explorer.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signalkit.explorer.Choice;
import signalkit.explorer.Finding;
import signalkit.explorer.run.RunOutcome;

/**
 * Every state that a scenario can come to within bounds, and every choice in each. State 0 is the
 * start.
 *
 * @param states by number
 * @param firstSteps how many points each thread had come to at the start
 * @param left what was left out; empty when nothing was
 */
record StateGraph(List<State> states, Map<Integer, Integer> firstSteps, String left) {
    /** Where a choice leads that leads out of the bounds. */
    static final int OUTSIDE = -1;

    /**
     * A state.
     *
     * @param picture how it looks
     * @param end how the run ended; null when it goes on
     * @param finding what was wrong at the end, or null
     * @param edges the choices, in the order of the explorer; none at an end
     */
    record State(StatePicture picture, RunOutcome.End end, Finding finding, List<Edge> edges) {
        State(StatePicture picture) {
            this(picture, null, null, new ArrayList<>());
        }
    }

    /**
     * What can be chosen in a state.
     *
     * @param choice what
     * @param text for people
     * @param preempts whether a thread that could go on has to stop for it
     * @param effect what it does
     * @param target the number of the state that it leads to, or {@link #OUTSIDE}
     */
    record Edge(Choice choice, String text, boolean preempts, Effect effect, int target) {}

    /**
     * What a choice does until the next one.
     *
     * @param steps how many points each thread comes to
     * @param rows what a trace says of it
     * @param warnings what is wrong with it, and breaks nothing
     */
    record Effect(Map<Integer, Integer> steps, List<Row> rows, List<Finding> warnings) {
        static final Effect NONE = new Effect(Map.of(), List.of(), List.of());
    }

    /**
     * One line of a trace.
     *
     * @param thread the number of the thread
     * @param depth how many handlers run on it
     * @param text what it did
     * @param place where, as in a stack trace; empty when there is no such place
     */
    record Row(int thread, int depth, String text, String place) {}
}
