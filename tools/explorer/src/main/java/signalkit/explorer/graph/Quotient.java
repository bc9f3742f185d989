package signalkit.explorer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import signalkit.explorer.graph.StateGraph.Edge;
import signalkit.explorer.graph.StateGraph.State;

/**
 * A state graph in which no two states are the same for whoever looks at them, now and later.
 *
 * <p><b>How it works.</b> Two states are one when they look the same and their choices have the
 * same words, the same effects, and lead to states that are one. Every choice adds an operation to
 * what has happened, so the graph has no cycles, and one pass from the ends to the start finds the
 * coarsest such partition.
 */
final class Quotient {
    private static final int UNSEEN = -1;
    private static final int OPEN = -2;

    /** A state by what can be seen of it; the targets of its edges are classes. */
    private record Signature(State state, List<Integer> targets) {}

    private final List<State> states;
    private final int[] classes;
    private final Map<Signature, Integer> known = new HashMap<>();
    private final List<State> members = new ArrayList<>();

    private Quotient(List<State> states) {
        this.states = states;
        this.classes = new int[states.size()];
        Arrays.fill(classes, UNSEEN);
    }

    /** The smallest graph that looks the same; unreachable states are left out. */
    static StateGraph of(StateGraph graph) {
        Quotient quotient = new Quotient(graph.states());
        quotient.classify();
        return new StateGraph(quotient.inOrder(), graph.firstSteps(), graph.left());
    }

    private void classify() {
        Deque<Integer> path = new ArrayDeque<>(List.of(0));
        while (!path.isEmpty()) {
            int number = path.peek();
            classes[number] = OPEN;
            int below = firstUnseen(number);
            if (below != UNSEEN) {
                path.push(below);
            } else {
                path.pop();
                classes[number] = classOf(number);
            }
        }
    }

    private int firstUnseen(int number) {
        for (Edge edge : states.get(number).edges()) {
            int target = edge.target();
            if (target != StateGraph.OUTSIDE && classes[target] == OPEN) {
                throw new IllegalStateException(
                        "a choice in state " + target + " leads back to it");
            }
            if (target != StateGraph.OUTSIDE && classes[target] == UNSEEN) {
                return target;
            }
        }
        return UNSEEN;
    }

    private int classOf(int number) {
        State state = states.get(number);
        List<Edge> plain = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (Edge edge : state.edges()) {
            plain.add(to(edge, 0));
            targets.add(edge.target() == StateGraph.OUTSIDE ? UNSEEN : classes[edge.target()]);
        }
        State seen = new State(state.picture(), state.end(), state.finding(), plain);
        return known.computeIfAbsent(
                new Signature(seen, targets),
                absent -> {
                    members.add(state);
                    return members.size() - 1;
                });
    }

    private static Edge to(Edge edge, int target) {
        return new Edge(edge.choice(), edge.text(), edge.preempts(), edge.effect(), target);
    }

    /** Numbers the classes so that what happens by itself has numbers in a row. */
    private List<State> inOrder() {
        int[] numbers = new int[members.size()];
        Arrays.fill(numbers, UNSEEN);
        List<Integer> order = new ArrayList<>();
        Deque<Integer> left = new ArrayDeque<>(List.of(classes[0]));
        while (!left.isEmpty()) {
            int next = left.pop();
            if (numbers[next] != UNSEEN) {
                continue;
            }
            numbers[next] = order.size();
            order.add(next);
            List<Edge> edges = members.get(next).edges();
            for (int i = edges.size() - 1; i >= 0; i--) {
                if (edges.get(i).target() != StateGraph.OUTSIDE) {
                    left.push(classes[edges.get(i).target()]);
                }
            }
        }
        List<State> result = new ArrayList<>();
        for (int member : order) {
            State state = members.get(member);
            List<Edge> edges =
                    state.edges().stream()
                            .map(edge -> to(edge, number(edge.target(), numbers)))
                            .toList();
            result.add(new State(state.picture(), state.end(), state.finding(), edges));
        }
        return result;
    }

    private int number(int target, int[] numbers) {
        return target == StateGraph.OUTSIDE ? target : numbers[classes[target]];
    }
}
