package signalkit.explorer.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Scenario;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.graph.StateGraph.Row;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.Recorder;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.run.Texts;
import signalkit.weaver.Site;

/**
 * One run that somebody follows from state to state.
 *
 * <p>The thread that has the turn calls it; between two runs the driver does.
 */
final class GraphRun extends Recorder implements Strategy {
    /** Makes the choices. */
    interface Player {
        /**
         * Chooses in a state.
         *
         * @param run the run
         * @param at the thread that is at a point
         * @param options at least one
         * @param effect what has happened since the choice before
         * @return an index, or {@link Strategy#GIVE_UP}
         */
        int choose(RunState run, Task at, List<Option> options, Effect effect);

        /** The run is over, and was not given up. */
        void end(RunState run, Finding finding, Effect effect);
    }

    private static final String WAITS = "waits for ";

    private final Player player;
    private final List<Row> rows = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<Integer, Integer> points = new LinkedHashMap<>();
    private boolean isMuted;
    private boolean isOver;
    private Scenario scenario;
    private volatile Throwable broken;

    GraphRun(Player player) {
        this.player = player;
    }

    /** Makes the scenario, and keeps it, since its fields are shown. */
    Supplier<Scenario> watch(Supplier<Scenario> maker) {
        return () -> {
            scenario = maker.get();
            return scenario;
        };
    }

    /** Notes no rows until told otherwise: they are known. */
    void setMuted(boolean muted) {
        isMuted = muted;
    }

    /** Throws what went wrong on a thread of the program, and was not the program's. */
    void rethrow() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** The scenario of this run. */
    Scenario scenario() {
        return scenario;
    }

    @Override
    public int choose(RunState run, Task at, List<Option> options) {
        if (isOver) {
            // A thread that unwinds may come to a point.
            return GIVE_UP;
        }
        int index = GIVE_UP;
        try {
            index = player.choose(run, at, options, takeEffect(run));
        } catch (RuntimeException | Error e) {
            // On a thread of the program it would be taken for the program's own.
            broken = e;
        }
        isOver = index == GIVE_UP;
        return index;
    }

    private Effect takeEffect(RunState run) {
        Map<Integer, Integer> steps = new LinkedHashMap<>();
        for (Task task : run.tasks()) {
            int before = points.getOrDefault(task.id, 0);
            if (task.steps != before) {
                steps.put(task.id, task.steps - before);
                points.put(task.id, task.steps);
            }
        }
        Effect effect = new Effect(steps, List.copyOf(rows), List.copyOf(warnings));
        rows.clear();
        warnings.clear();
        return effect;
    }

    @Override
    public boolean isAlwaysAsked() {
        return true;
    }

    @Override
    public boolean isFair(RunState run) {
        return false;
    }

    @Override
    public boolean restsAnyhow() {
        return true;
    }

    @Override
    protected void step(RunState run, Task task, String text, Site site, Operation operation) {
        if (!isMuted) {
            String words = text != null ? text : words(site, operation);
            String place =
                    site != null
                            ? site.toString()
                            : Thread.currentThread() == task.thread.carrier() ? here() : "";
            rows.add(new Row(task.id, depth(task, text), words, place));
            if (rows.size() > 1 && words.startsWith(WAITS)) {
                correct(rows.size() - 2, words.substring(WAITS.length()));
            }
        }
    }

    /** A thread that waits for a lock has only tried to lock it. */
    private void correct(int index, String lock) {
        Row row = rows.get(index);
        boolean isSame = row.thread() == rows.get(index + 1).thread();
        if (isSame && row.text().equals(LOCKS + lock)) {
            rows.set(index, new Row(row.thread(), row.depth(), TRIES + lock, row.place()));
        }
    }

    private static String here() {
        String caller = Texts.caller();
        return caller.equals("?") ? "" : caller;
    }

    @Override
    protected void warn(Finding finding, Operation... earlier) {
        // Which use of a lock completes that pattern depends on the way to a state.
        if (finding.kind() != FindingKind.LOCK_SHARED_WITH_HANDLER && !warnings.contains(finding)) {
            warnings.add(finding);
        }
    }

    /** What a step does must not depend on what was told on the way to it. */
    @Override
    protected boolean wantsAllWarnings() {
        return true;
    }

    @Override
    protected void collapseLoops(RunState run) {
        // A graph has each round of a loop.
    }

    @Override
    protected void end(RunState run, Finding failure) {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            player.end(run, failure, takeEffect(run));
        } catch (RuntimeException | Error e) {
            broken = e;
        }
    }
}
