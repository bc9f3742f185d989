package signalkit.explorer.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import signalkit.explorer.Bounds;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.graph.StateGraph.Edge;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.graph.StateGraph.State;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunOutcome;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.turn.ThreadPool;
import signalkit.posix.Points;

/** Compares a graph with live runs: the same choices by chance in both, state by state. */
final class GraphWalks {
    /**
     * What somebody did in a graph.
     *
     * @param path the choices from the start
     * @param id of the schedule that makes them, as the live run says
     */
    record Walked(List<Integer> path, String id) {}

    private final ScenarioCode code;
    private final Bounds bounds;
    private final StateGraph graph;
    private final Random random;
    private final List<Walked> walked = new ArrayList<>();

    GraphWalks(ScenarioCode code, Bounds bounds, StateGraph graph, long seed) {
        this.code = code;
        this.bounds = bounds;
        this.graph = graph;
        this.random = new Random(seed);
    }

    /**
     * Takes so many walks.
     *
     * @return the first difference; empty when there is none
     */
    Optional<String> walk(int count) {
        // The search of the graph knew whether any run sends a signal; these walks need not.
        Optional<String> difference = walk(count, Keys.latest(false));
        if (difference.isPresent()) {
            walked.clear();
            difference = walk(count, Keys.latest(true));
        }
        return difference;
    }

    private Optional<String> walk(int count, Keys keys) {
        ClassLoader loader = code.load();
        Supplier<Scenario> maker = code.maker(loader);
        SiteMeanings sites = new SiteMeanings(keys, loader);
        Points.arm(Points.Reason.SCHEDULER);
        try (ThreadPool pool = new ThreadPool()) {
            for (int i = 0; i < count; i++) {
                Walk walk = new Walk();
                GraphRun run = new GraphRun(walk);
                walk.run = run;
                RunOutcome outcome =
                        new Execution(run, sites, pool, bounds, code.variant(), run)
                                .run(run.watch(maker));
                run.rethrow();
                walk.close(outcome);
                if (keys.hasGrown()) {
                    // The graph knew those steps.
                    keys.settle();
                    continue;
                }
                if (walk.difference != null) {
                    return Optional.of("walk " + walk.path + ": " + walk.difference);
                }
                walked.add(new Walked(walk.path, new Schedule(outcome.deviations()).id()));
            }
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
        }
        return Optional.empty();
    }

    /** All walks so far. */
    List<Walked> walked() {
        return walked;
    }

    private final class Walk implements GraphRun.Player {
        private final List<Integer> path = new ArrayList<>();
        private final List<Deviation> deviations = new ArrayList<>();
        private final Map<Integer, Integer> steps = new TreeMap<>();
        private int state = -1;
        private GraphRun run;
        private String difference;
        private boolean hasLeft;

        @Override
        public int choose(RunState live, Task at, List<Option> options, Effect effect) {
            arrive(Camera.take(live, at, run.scenario()), effect);
            if (difference != null) {
                return Strategy.GIVE_UP;
            }
            State here = graph.states().get(state);
            compare("the number of choices", here.edges().size(), options.size());
            for (int i = 0; i < options.size() && difference == null; i++) {
                Edge edge = here.edges().get(i);
                Option option = options.get(i);
                compare("choice " + i, edge.choice(), option.choice());
                compare("the words of choice " + i, edge.text(), Moves.text(live, option));
                compare("the cost of choice " + i, edge.preempts(), option.cost() > 0);
            }
            List<Integer> inside =
                    IntStream.range(0, here.edges().size())
                            .filter(i -> here.edges().get(i).target() != StateGraph.OUTSIDE)
                            .boxed()
                            .toList();
            if (difference != null || inside.isEmpty()) {
                hasLeft = true;
                return Strategy.GIVE_UP;
            }
            int index = inside.get(random.nextInt(inside.size()));
            path.add(index);
            if (index > 0) {
                int number = steps.getOrDefault(here.picture().at(), 0);
                deviations.add(
                        new Deviation(
                                here.picture().at(), number, here.edges().get(index).choice()));
            }
            return index;
        }

        private void arrive(StatePicture picture, Effect effect) {
            if (state < 0) {
                state = 0;
                compare("the points before the start", graph.firstSteps(), effect.steps());
                steps.putAll(graph.firstSteps());
            } else {
                Edge edge = graph.states().get(state).edges().get(path.get(path.size() - 1));
                compare("the effect", edge.effect(), effect);
                edge.effect()
                        .steps()
                        .forEach((thread, more) -> steps.merge(thread, more, Integer::sum));
                state = edge.target();
            }
            compare("the picture", graph.states().get(state).picture(), picture);
        }

        @Override
        public void end(RunState live, Finding finding, Effect effect) {
            arrive(Camera.take(live, null, run.scenario()), effect);
            compare("the finding", graph.states().get(state).finding(), finding);
        }

        private void close(RunOutcome outcome) {
            if (!hasLeft && difference == null) {
                compare("the end", graph.states().get(state).end(), outcome.end());
            }
            compare(
                    "the id",
                    new Schedule(deviations).id(),
                    new Schedule(outcome.deviations()).id());
        }

        private void compare(String what, Object expected, Object found) {
            boolean isSame = expected == null ? found == null : expected.equals(found);
            if (!isSame && difference == null) {
                difference =
                        String.format(
                                "%s in state %d of the graph is%n%s%nand in the run%n%s",
                                what, state, expected, found);
            }
        }
    }
}
