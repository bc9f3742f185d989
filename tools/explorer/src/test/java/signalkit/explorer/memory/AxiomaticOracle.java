package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Enumerates all candidate executions of a litmus test, as herd does, and keeps the consistent
 * ones: every choice of what each read sees, every coherence order, every order of the volatile
 * accesses.
 *
 * <p>It shares nothing with the explorer but the vocabulary. The axioms are written down as they
 * stand in docs/explorer-memory.md; the order of volatile accesses is enumerated, not computed.
 */
public final class AxiomaticOracle {
    private final Litmus litmus;
    private final List<OracleStep> events = new ArrayList<>();
    private final int size;
    private final Set<String> outcomes = new TreeSet<>();
    private final Set<String> withLoadBuffering = new TreeSet<>();

    /** What each event reads; null for one that does not read. */
    private final OracleStep[] source;

    private final boolean[] writes;

    /** Where each write is in the coherence order of its location. */
    private final int[] place;

    /** Where each volatile access and full fence is in their order; -1 for all others. */
    private final int[] rank;

    private boolean[][] before;

    private AxiomaticOracle(Litmus litmus) {
        this.litmus = litmus;
        for (int i = 0; i < litmus.locations(); i++) {
            events.add(new OracleStep(i, -1, 0, null, i));
        }
        for (int i = 0; i < litmus.threads().size(); i++) {
            List<Litmus.Step> steps = litmus.threads().get(i);
            for (int j = 0; j < steps.size(); j++) {
                Litmus.Step step = steps.get(j);
                events.add(new OracleStep(events.size(), i, j, step, step.location()));
            }
        }
        this.size = events.size();
        this.source = new OracleStep[size];
        this.writes = new boolean[size];
        this.place = new int[size];
        this.rank = new int[size];
    }

    /** What a program may come to; without load buffering, and with it. */
    public record Outcomes(Set<String> allowed, Set<String> withLoadBuffering) {}

    public static Outcomes of(Litmus litmus) {
        AxiomaticOracle oracle = new AxiomaticOracle(litmus);
        oracle.chooseSources(0);
        return new Outcomes(oracle.outcomes, oracle.withLoadBuffering);
    }

    // ---- candidates

    private void chooseSources(int number) {
        if (number == size) {
            if (decideWrites()) {
                chooseCoherence(0);
            }
            return;
        }
        OracleStep event = events.get(number);
        if (!event.reads()) {
            chooseSources(number + 1);
            return;
        }
        for (OracleStep write : events) {
            boolean mayWrite =
                    write.isFirst() || !write.isFence() && write.step().access().mayWrite();
            if (write != event && write.location() == event.location() && mayWrite) {
                source[number] = write;
                chooseSources(number + 1);
            }
        }
    }

    /** Which comparisons succeed; false when something reads a write that is none. */
    private boolean decideWrites() {
        for (OracleStep event : events) {
            writes[event.number()] =
                    event.isFirst()
                            || !event.isFence()
                                    && event.step().access().mayWrite()
                                    && (!event.step().access().compares()
                                            || source[event.number()].value()
                                                    == event.step().expected());
        }
        return events.stream()
                .allMatch(each -> !each.reads() || writes[source[each.number()].number()]);
    }

    private void chooseCoherence(int location) {
        if (location == litmus.locations()) {
            Arrays.fill(rank, -1);
            chooseVolatileOrder(0);
            return;
        }
        List<OracleStep> all = new ArrayList<>();
        for (OracleStep event : events) {
            if (event.location() == location && writes[event.number()] && !event.isFirst()) {
                all.add(event);
            }
        }
        place[location] = 0;
        permute(all, 1, () -> chooseCoherence(location + 1));
    }

    private void permute(List<OracleStep> left, int next, Runnable then) {
        if (left.isEmpty()) {
            then.run();
        }
        for (OracleStep event : left) {
            place[event.number()] = next;
            List<OracleStep> others = new ArrayList<>(left);
            others.remove(event);
            permute(others, next + 1, then);
        }
    }

    private void chooseVolatileOrder(int next) {
        boolean isDone = true;
        for (OracleStep event : events) {
            if (!event.isVolatile() || rank[event.number()] >= 0) {
                continue;
            }
            isDone = false;
            boolean isFirst =
                    events.stream()
                            .noneMatch(
                                    other ->
                                            other.isVolatile()
                                                    && rank[other.number()] < 0
                                                    && other.isBefore(event));
            if (isFirst) {
                rank[event.number()] = next;
                chooseVolatileOrder(next + 1);
                rank[event.number()] = -1;
            }
        }
        if (isDone) {
            check();
        }
    }

    // ---- axioms

    private void check() {
        before = happensBefore();
        boolean isConsistent =
                Relations.isIrreflexive(before) && isCoherent() && isAtomic() && isOrdered();
        if (!isConsistent) {
            return;
        }
        String outcome = outcome();
        withLoadBuffering.add(outcome);
        boolean[][] causes = Relations.copy(before);
        for (OracleStep event : events) {
            if (event.reads()) {
                causes[source[event.number()].number()][event.number()] = true;
            }
        }
        Relations.close(causes);
        if (Relations.isIrreflexive(causes)) {
            outcomes.add(outcome);
        }
    }

    private boolean[][] happensBefore() {
        boolean[][] relation = new boolean[size][size];
        for (OracleStep a : events) {
            for (OracleStep b : events) {
                relation[a.number()][b.number()] =
                        a.isFirst() && !b.isFirst() || a.isBefore(b) || synchronises(a, b);
            }
        }
        Relations.close(relation);
        return relation;
    }

    private boolean synchronises(OracleStep a, OracleStep b) {
        boolean isVolatilePair =
                a.is(AccessMode.VOLATILE)
                        && b.is(AccessMode.VOLATILE)
                        && writes[a.number()]
                        && b.reads()
                        && a.location() == b.location()
                        && rank[a.number()] < rank[b.number()];
        if (isVolatilePair) {
            return true;
        }
        for (OracleStep read : events) {
            if (read.reads() && acquires(b, read) && releases(a, source[read.number()])) {
                return true;
            }
        }
        return false;
    }

    private static boolean acquires(OracleStep acquirer, OracleStep read) {
        return acquirer == read && read.is(AccessMode.ACQUIRE, AccessMode.VOLATILE)
                || acquirer.isFence(Fence.ACQUIRE, Fence.FULL) && read.isBefore(acquirer);
    }

    /** Whether a write, or a fence, heads a release sequence that a write is in. */
    private boolean releases(OracleStep releaser, OracleStep write) {
        OracleStep each = write;
        for (int i = 0; i < size; i++) {
            boolean isHead =
                    releaser == each && each.is(AccessMode.RELEASE, AccessMode.VOLATILE)
                            || releaser.isFence(Fence.RELEASE, Fence.FULL, Fence.STORE_STORE)
                                    && releaser.isBefore(each);
            if (isHead) {
                return true;
            }
            if (!each.reads()) {
                return false;
            }
            each = source[each.number()];
        }
        return false;
    }

    /** For reads, also what a fence between reads puts before them. */
    private boolean isBeforeRead(OracleStep a, OracleStep read) {
        if (before[a.number()][read.number()]) {
            return true;
        }
        for (OracleStep fence : events) {
            if (!fence.isFence(Fence.LOAD_LOAD) || !fence.isBefore(read)) {
                continue;
            }
            for (OracleStep earlier : events) {
                if (!earlier.reads() || !earlier.isBefore(fence)) {
                    continue;
                }
                for (OracleStep head : events) {
                    boolean isSeen =
                            releases(head, source[earlier.number()])
                                    && (a == head || before[a.number()][head.number()]);
                    if (isSeen) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isCoherent() {
        for (OracleStep a : events) {
            for (OracleStep b : events) {
                if (a != b && !a.isFence() && !b.isFence() && a.location() == b.location()) {
                    if (!isCoherent(a, b)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Of two accesses to one location, where {@code a} may happen before {@code b}. */
    private boolean isCoherent(OracleStep a, OracleStep b) {
        boolean ordered = before[a.number()][b.number()];
        if (ordered && writes[a.number()] && writes[b.number()] && !isEarlier(a, b)) {
            return false;
        }
        if (ordered && a.reads() && source[a.number()] == b) {
            return false;
        }
        if (ordered
                && a.isCoherentRead()
                && writes[b.number()]
                && !isEarlier(source[a.number()], b)) {
            return false;
        }
        if (!b.reads() || !isBeforeRead(a, b)) {
            return true;
        }
        OracleStep seen = source[b.number()];
        if (writes[a.number()] && seen != a) {
            boolean isHidden =
                    b.isCoherentRead() ? isEarlier(seen, a) : before[seen.number()][a.number()];
            if (isHidden) {
                return false;
            }
        }
        return !(a.isCoherentRead() && b.isCoherentRead() && isEarlier(seen, source[a.number()]));
    }

    private boolean isEarlier(OracleStep write, OracleStep other) {
        return place[write.number()] < place[other.number()];
    }

    private boolean isAtomic() {
        return events.stream()
                .noneMatch(
                        each ->
                                each.reads()
                                        && writes[each.number()]
                                        && place[each.number()]
                                                != place[source[each.number()].number()] + 1);
    }

    /** Whether one access of a location follows another one in coherence. */
    private boolean follows(OracleStep later, OracleStep earlier) {
        if (later == earlier || later.isFence() || earlier.isFence()) {
            return false;
        }
        if (later.location() != earlier.location()) {
            return false;
        }
        return first(earlier) < last(later);
    }

    private int first(OracleStep event) {
        return event.reads()
                ? 2 * place[source[event.number()].number()] + 1
                : 2 * place[event.number()];
    }

    private int last(OracleStep event) {
        return writes[event.number()]
                ? 2 * place[event.number()]
                : 2 * place[source[event.number()].number()] + 1;
    }

    /** The order of volatile accesses: it has happens-before and coherence, and obeys fences. */
    private boolean isOrdered() {
        BiPredicate<OracleStep, OracleStep> precedes =
                (a, b) -> rank[a.number()] < rank[b.number()];
        for (OracleStep a : events) {
            for (OracleStep b : events) {
                boolean both = a.isVolatile() && b.isVolatile();
                if (both && before[a.number()][b.number()] && !precedes.test(a, b)) {
                    return false;
                }
                if (!follows(b, a)) {
                    continue;
                }
                for (OracleStep x : events) {
                    for (OracleStep y : events) {
                        boolean isX = isAccess(x, a) || isFenceBefore(x, a);
                        boolean isY = isAccess(y, b) || isFenceBefore(b, y);
                        if (isX && isY && !precedes.test(x, y)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static boolean isAccess(OracleStep event, OracleStep other) {
        return event == other && event.is(AccessMode.VOLATILE);
    }

    private boolean isFenceBefore(OracleStep a, OracleStep b) {
        return (a.isFence(Fence.FULL) || b.isFence(Fence.FULL)) && before[a.number()][b.number()];
    }

    private String outcome() {
        int[][] seen = new int[litmus.threads().size()][];
        for (int i = 0; i < seen.length; i++) {
            int thread = i;
            seen[i] =
                    events.stream()
                            .filter(each -> each.thread() == thread && each.reads())
                            .mapToInt(each -> source[each.number()].value())
                            .toArray();
        }
        int[] last = new int[litmus.locations()];
        for (int i = 0; i < last.length; i++) {
            int location = i;
            last[i] =
                    events.stream()
                            .filter(each -> each.location() == location && writes[each.number()])
                            .reduce((a, b) -> isEarlier(a, b) ? b : a)
                            .orElseThrow()
                            .value();
        }
        return Litmus.outcome(seen, last);
    }
}
