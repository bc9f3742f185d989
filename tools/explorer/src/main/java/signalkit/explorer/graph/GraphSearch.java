package signalkit.explorer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.graph.StateGraph.Edge;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunOutcome;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.search.Reduction;
import signalkit.explorer.turn.ThreadPool;
import signalkit.posix.Points;
import signalkit.weaver.WeavingClassLoader;

/**
 * Makes the state graph of a scenario: it runs every choice of every state once.
 *
 * <p><b>How it works.</b> States are told apart as {@link Reduction} tells them, but nothing is
 * left out: every step is visible, and each option of each state becomes an edge. A run makes the
 * choices that lead to a state whose options are not all run, makes the next one, and goes on until
 * it comes to a state that is known. States that need fewer preemptions come first, so that what a
 * bound leaves out are whole levels.
 */
public final class GraphSearch {
    /** A state that is known, and the way to it. */
    private static final class Node {
        private final int level;
        private final Node parent;
        private final int option;
        private final int depth;
        private StatePicture picture;
        private RunOutcome.End end;
        private Finding finding;
        private Edge[] edges = {};

        private Node(int level, Node parent, int option) {
            this.level = level;
            this.parent = parent;
            this.option = option;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }
    }

    /** An option that is not run yet. */
    private record Open(int node, int option) {}

    private final ScenarioCode code;
    private final Bounds bounds;
    private final int most;
    private final Reduction reduction = new Reduction();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<Object, Object> same = new HashMap<>();
    private final Keys keys = Keys.latest(false);
    private Deque<Open> now = new ArrayDeque<>();
    private Deque<Open> next = new ArrayDeque<>();
    private int level;

    /** How many states have been found before this level, and on the one before it. */
    private int finished;

    private int lastLevel;
    private Effect start;
    private String left = "";
    private final long deadline;

    /**
     * A search that has not begun.
     *
     * @param code the scenario
     * @param bounds how far to look: preemptions, steps, spurious wake-ups and older values count
     * @param most how many states there are at most; of more, the last levels are left out
     */
    public GraphSearch(ScenarioCode code, Bounds bounds, int most) {
        this.code = code;
        this.bounds = bounds.withOlderValues(0);
        this.most = most;
        this.deadline = System.nanoTime() + bounds.time().toNanos();
    }

    /** Runs the whole search. */
    StateGraph run() {
        WeavingClassLoader loader = code.load();
        Supplier<Scenario> maker = code.maker(loader);
        SiteMeanings sites = new SiteMeanings(keys, loader);
        Points.arm(Points.Reason.SCHEDULER);
        try (ThreadPool pool = new ThreadPool()) {
            do {
                clear();
                Open open = new Open(-1, 0);
                while (open != null) {
                    follow(open, maker, sites, pool);
                    open = keys.hasGrown() ? null : take();
                }
            } while (keys.hasGrown());
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
        }
        Set<String> missed = new TreeSet<>(keys.unexplored());
        missed.addAll(loader.unwoven());
        if (!missed.isEmpty()) {
            note("Not explored: " + String.join(", ", missed) + ".");
        }
        return graph();
    }

    /** Begins anew: a run has shown steps that those before it did not know. */
    private void clear() {
        keys.settle();
        nodes.clear();
        numbers.clear();
        now.clear();
        next.clear();
        level = 0;
        finished = 0;
        lastLevel = 0;
        left = "";
    }

    private void note(String sentence) {
        left = left.isEmpty() ? sentence : left + " " + sentence;
    }

    /** The next option to run; null when all are run, or a bound is reached. */
    private Open take() {
        if (nodes.size() > most) {
            leaveOut(String.format(Locale.ROOT, "there are more than %,d states", most));
            return null;
        }
        if (System.nanoTime() > deadline) {
            leaveOut("there was no time to explore them");
            return null;
        }
        if (now.isEmpty() && !next.isEmpty() && level < bounds.preemptions()) {
            int found = nodes.size();
            level++;
            if (isHopeless(found - finished)) {
                leaveOut(String.format(Locale.ROOT, "there are likely more than %,d states", most));
                return null;
            }
            lastLevel = found - finished;
            finished = found;
            now = next;
            next = new ArrayDeque<>();
        }
        if (now.isEmpty() && !next.isEmpty()) {
            note(lacks(level) + ", as asked.");
        }
        return now.poll();
    }

    /**
     * Whether the level that begins would be left out after all. Levels grow by ever smaller
     * factors, so the last factor expects too much of it; that is why half as much again is
     * allowed.
     *
     * @param size of the level before it
     */
    private boolean isHopeless(int size) {
        return lastLevel > 0 && nodes.size() + (double) size / lastLevel * size > 1.5 * most;
    }

    /** Only whole levels stay, or some choices of a level would be there and others not. */
    private void leaveOut(String why) {
        level--;
        if (level < 0) {
            throw new ScenarioException(
                    code.name()
                            + " is too large for a state graph: even without preemptions, "
                            + why
                            + "; give it fewer threads or signals");
        }
        note(lacks(level) + ": " + why + ".");
    }

    private static String lacks(int level) {
        return String.format(
                "States that need more than %d preemption%s are left out",
                level, level == 1 ? "" : "s");
    }

    private void follow(Open open, Supplier<Scenario> maker, SiteMeanings sites, ThreadPool pool) {
        Walk walk = new Walk(open);
        GraphRun run = new GraphRun(walk);
        walk.run = run;
        run.setMuted(walk.path.length > 0);
        RunOutcome outcome =
                new Execution(run, sites, pool, bounds, code.variant(), run).run(run.watch(maker));
        run.rethrow();
        boolean isUndecided = outcome.failure() != null && outcome.failure().kind().isUndecided();
        if (isUndecided || !walk.isDone && !keys.hasGrown()) {
            throw new ScenarioException(code.name() + " has no state graph: " + strayed(outcome));
        }
        if (walk.ended >= 0) {
            nodes.get(walk.ended).end = outcome.end();
        }
    }

    private static String strayed(RunOutcome outcome) {
        return outcome.failure() != null
                ? outcome.failure().toString()
                : "the same choices led elsewhere than before";
    }

    /** Follows the way to an option, makes it, and goes on to a state that is known. */
    private final class Walk implements GraphRun.Player {
        private final int[] path;
        private int made;
        private int from;
        private int chosen;
        private int ended = -1;
        private boolean isDone;
        private GraphRun run;

        private Walk(Open open) {
            if (open.node() < 0) {
                path = new int[0];
            } else {
                Node node = nodes.get(open.node());
                path = new int[node.depth + 1];
                path[node.depth] = open.option();
                for (Node each = node; each.parent != null; each = each.parent) {
                    path[each.depth - 1] = each.option;
                }
            }
            from = -1;
        }

        @Override
        public int choose(RunState state, Task at, List<Option> options, Effect effect) {
            if (made < path.length) {
                return follow(state, at, options.size());
            }
            long key = reduction.state(state, at);
            Integer known = numbers.get(key);
            if (known == null) {
                int number = add(state, at, options, key, effect);
                arrive(number, effect);
                from = number;
                chosen = 0;
                return 0;
            }
            arrive(known, effect);
            isDone = true;
            return Strategy.GIVE_UP;
        }

        private int follow(RunState state, Task at, int options) {
            int option = path[made++];
            boolean isLast = made == path.length;
            if (option >= options) {
                return Strategy.GIVE_UP;
            }
            if (isLast) {
                Integer here = numbers.get(reduction.state(state, at));
                if (here == null) {
                    return Strategy.GIVE_UP;
                }
                from = here;
                chosen = option;
                run.setMuted(false);
            }
            return option;
        }

        /** A state that is not known yet, one choice after another. */
        private Node node(RunState state, Task at, Effect effect) {
            Node parent = from < 0 ? null : nodes.get(from);
            Node node = new Node(level, parent, chosen);
            StatePicture before = parent == null ? null : parent.picture;
            node.picture = shared(Camera.take(state, at, run.scenario(), before, effect));
            nodes.add(node);
            return node;
        }

        private int add(RunState state, Task at, List<Option> options, long key, Effect effect) {
            int number = nodes.size();
            Node node = node(state, at, effect);
            numbers.put(key, number);
            node.edges = new Edge[options.size()];
            for (int i = options.size() - 1; i >= 0; i--) {
                Option option = options.get(i);
                node.edges[i] =
                        new Edge(
                                option.choice(),
                                (String) shared((Object) Moves.text(state, option)),
                                option.cost() > 0,
                                Effect.NONE,
                                StateGraph.OUTSIDE);
                if (i > 0) {
                    (option.cost() > 0 ? next : now).push(new Open(number, i));
                }
            }
            return number;
        }

        private void arrive(int number, Effect effect) {
            if (from < 0) {
                start = effect;
                return;
            }
            Node node = nodes.get(from);
            Edge edge = node.edges[chosen];
            node.edges[chosen] =
                    new Edge(
                            edge.choice(),
                            edge.text(),
                            edge.preempts(),
                            (Effect) shared((Object) effect),
                            number);
        }

        @Override
        public void end(RunState state, Finding finding, Effect effect) {
            if (made < path.length) {
                return;
            }
            isDone = true;
            ended = nodes.size();
            node(state, null, effect).finding = finding;
            arrive(ended, effect);
        }
    }

    private Object shared(Object value) {
        return same.computeIfAbsent(value, each -> each);
    }

    private StatePicture shared(StatePicture picture) {
        return new StatePicture(
                picture.at(),
                picture.threads().stream()
                        .map(each -> (StatePicture.ThreadView) shared((Object) each))
                        .toList(),
                picture.locks().stream()
                        .map(each -> (StatePicture.LockView) shared((Object) each))
                        .toList(),
                picture.values(),
                picture.pending(),
                picture.toCome());
    }

    private StateGraph graph() {
        List<StateGraph.State> states = new ArrayList<>();
        int[] kept = new int[nodes.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = nodes.get(i).level <= level ? states.size() : StateGraph.OUTSIDE;
            if (kept[i] != StateGraph.OUTSIDE) {
                states.add(null);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] != StateGraph.OUTSIDE) {
                Node node = nodes.get(i);
                List<Edge> edges = new ArrayList<>();
                for (Edge edge : node.edges) {
                    edges.add(within(edge, kept));
                }
                states.set(
                        kept[i], new StateGraph.State(node.picture, node.end, node.finding, edges));
            }
        }
        boolean isCut = states.stream().anyMatch(each -> each.end() == RunOutcome.End.CUT);
        if (isCut) {
            note(String.format(Locale.ROOT, "Runs end after %,d steps.", bounds.steps()));
        }
        return new StateGraph(states, new LinkedHashMap<>(start.steps()), left);
    }

    private static Edge within(Edge edge, int[] kept) {
        int target = edge.target() == StateGraph.OUTSIDE ? edge.target() : kept[edge.target()];
        boolean isOutside = target == StateGraph.OUTSIDE;
        return new Edge(
                edge.choice(),
                edge.text(),
                edge.preempts(),
                isOutside ? Effect.NONE : edge.effect(),
                target);
    }
}
