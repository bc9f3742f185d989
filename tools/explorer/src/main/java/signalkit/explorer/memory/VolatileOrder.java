package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What is known of the order of all volatile accesses and full fences: a graph without cycles.
 *
 * <p>An order that has all edges of the graph exists as long as there is no cycle. The edges are
 * happens-before, coherence between volatile accesses of a location, and what C++20 says of fences:
 * a fence precedes what follows, in coherence, an access after the fence.
 */
final class VolatileOrder {
    /** A volatile access or a fence; {@code before} is all that precedes it. */
    private record Node(int thread, int time, VectorClock clock, boolean isFence, BitSet before) {
        boolean happensBefore(VectorClock later) {
            return later.of(thread) >= time;
        }

        boolean isAfter(TrackedAccess event) {
            return event.happensBefore(clock);
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private boolean hasFences;

    boolean hasFences() {
        return hasFences;
    }

    /** All that precedes an event with this clock, itself not included. */
    BitSet past(VectorClock clock) {
        BitSet past = new BitSet();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (!past.get(i) && nodes.get(i).happensBefore(clock)) {
                addWithPast(past, i);
            }
        }
        return past;
    }

    /** All fences that happen before an event with this clock, and what precedes them. */
    BitSet pastFences(VectorClock clock) {
        BitSet past = new BitSet();
        for (int i = 0; hasFences && i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.isFence() && node.happensBefore(clock)) {
                addWithPast(past, i);
            }
        }
        return past;
    }

    /** All that precedes what follows an event in coherence. */
    void addSources(BitSet sources, TrackedAccess event) {
        if (event.node() >= 0) {
            addWithPast(sources, event.node());
        }
        if (hasFences) {
            sources.or(pastFences(event.clock()));
        }
    }

    /** What an access that an event follows in coherence has to precede. */
    void addTargets(BitSet targets, TrackedAccess event) {
        if (event.node() >= 0) {
            targets.set(event.node());
        }
        for (int i = 0; hasFences && i < nodes.size(); i++) {
            if (nodes.get(i).isFence() && nodes.get(i).isAfter(event)) {
                targets.set(i);
            }
        }
    }

    /** Adds a node that nothing follows yet, and returns its number. */
    int add(int thread, VectorClock clock, boolean isFence, BitSet before) {
        nodes.add(new Node(thread, clock.of(thread), clock.copy(), isFence, before));
        hasFences |= isFence;
        return nodes.size() - 1;
    }

    /** Some nodes, with all that precedes them, precede other nodes. */
    void order(BitSet earlier, BitSet later) {
        if (earlier.isEmpty()) {
            return;
        }
        for (int i = 0; i < nodes.size(); i++) {
            BitSet before = nodes.get(i).before();
            if (later.get(i) || before.intersects(later)) {
                before.or(earlier);
            }
        }
    }

    /** Whether the order of some node and another thread's event could be the other one. */
    boolean isForcedOnly(int node, BitSet past, VectorClock clock) {
        Node other = nodes.get(node);
        return !past.get(node)
                && !other.happensBefore(clock)
                && clock.causesOf(other.thread()) >= other.time();
    }

    /** Sets have, with a node, all that precedes it. */
    void addWithPast(BitSet set, int node) {
        if (!set.get(node)) {
            set.set(node);
            set.or(nodes.get(node).before());
        }
    }
}
