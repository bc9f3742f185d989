package signalkit.lab.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import signalkit.posix.inspect.LockInfo;

/**
 * The wait-for graph of a server: a thread waits for a lock, a lock is held by a thread.
 *
 * <p>A thread waits for one lock at most, so whoever follows the edges from it comes to an end, to
 * a cycle, or to a lock whose owner has ended. Condition variables have no owner and are no edges.
 */
public final class LockGraph {
    private static final String COND = "COND";

    private final List<LockInfo> locks;
    private final Map<String, LockInfo> waitsFor = new LinkedHashMap<>();

    /**
     * The graph of a snapshot.
     *
     * @param locks the server's
     */
    public LockGraph(List<LockInfo> locks) {
        this.locks = locks.stream().filter(lock -> !lock.getKind().equals(COND)).toList();
        for (LockInfo lock : this.locks) {
            lock.getWaiters().forEach(waiter -> waitsFor.put(waiter, lock));
        }
    }

    /**
     * One edge and the edge behind it: a thread that waits for a lock, and who holds that.
     *
     * @param thread who waits
     * @param lock what for
     * @param holder who holds it; the next edge's thread
     */
    public record Edge(String thread, String lock, String holder) {
        /**
         * Whether a thread waits for what it holds.
         *
         * @return true for a deadlock with itself
         */
        public boolean isSelf() {
            return thread.equals(holder);
        }
    }

    /**
     * The cycles: each thread on one waits for ever.
     *
     * @return each cycle once, as its edges; one edge is a self-deadlock
     */
    public List<List<Edge>> cycles() {
        List<List<Edge>> cycles = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (String start : waitsFor.keySet()) {
            List<Edge> path = new ArrayList<>();
            Set<String> onPath = new LinkedHashSet<>();
            String thread = start;
            while (thread != null && done.add(thread)) {
                onPath.add(thread);
                Optional<Edge> edge = edgeFrom(thread);
                edge.ifPresent(path::add);
                thread = edge.map(Edge::holder).orElse(null);
            }
            if (thread != null && onPath.contains(thread)) {
                cycles.add(path.subList(new ArrayList<>(onPath).indexOf(thread), path.size()));
            }
        }
        return cycles;
    }

    private Optional<Edge> edgeFrom(String thread) {
        LockInfo lock = waitsFor.get(thread);
        return lock == null || lock.getOwner() == null
                ? Optional.empty()
                : Optional.of(new Edge(thread, lock.getName(), lock.getOwner()));
    }

    /**
     * The locks that nobody will ever release, for their owners have ended.
     *
     * @return possibly none
     */
    public List<LockInfo> stranded() {
        return locks.stream().filter(LockInfo::isOwnerEnded).toList();
    }

    /**
     * The threads that are on no cycle but wait for what one on a cycle, or one that has ended,
     * holds.
     *
     * @return their names
     */
    public Set<String> victims() {
        Set<String> cyclic = new LinkedHashSet<>();
        cycles().forEach(cycle -> cycle.forEach(edge -> cyclic.add(edge.thread())));
        Set<String> victims = new LinkedHashSet<>();
        for (String start : waitsFor.keySet()) {
            Set<String> seen = new LinkedHashSet<>();
            String thread = start;
            while (thread != null && seen.add(thread) && !cyclic.contains(thread)) {
                LockInfo lock = waitsFor.get(thread);
                if (lock != null && lock.isOwnerEnded()) {
                    victims.add(start);
                }
                thread = edgeFrom(thread).map(Edge::holder).orElse(null);
            }
            if (thread != null && cyclic.contains(thread) && !cyclic.contains(start)) {
                victims.add(start);
            }
        }
        return victims;
    }
}
