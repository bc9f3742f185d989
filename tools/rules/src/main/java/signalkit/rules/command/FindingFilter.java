package signalkit.rules.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import signalkit.rules.Violation;

/**
 * Which findings are reported.
 *
 * <p>Not thread-safe: it counts what it drops.
 */
final class FindingFilter {
    private final Predicate<ViolationGroup> wanted;
    private final List<Suppression> suppressions;
    private final int limit;
    private final Set<Suppression> used = new LinkedHashSet<>();
    private int suppressed;

    /**
     * A selection.
     *
     * @param limit of findings to print; 0 for all
     */
    FindingFilter(Predicate<ViolationGroup> wanted, List<Suppression> suppressions, int limit) {
        this.wanted = wanted;
        this.suppressions = List.copyOf(suppressions);
        this.limit = limit;
    }

    /** The findings that remain of some violations. */
    List<ViolationGroup> of(List<Violation> violations) {
        List<Violation> left = violations.stream().filter(v -> !isAny(s -> s.matches(v))).toList();
        return ViolationGroup.of(left).stream()
                .filter(wanted)
                .filter(finding -> !isAny(s -> s.matches(finding)))
                .toList();
    }

    private boolean isAny(Predicate<Suppression> matching) {
        List<Suppression> found = suppressions.stream().filter(matching).toList();
        used.addAll(found);
        suppressed += found.isEmpty() ? 0 : 1;
        return !found.isEmpty();
    }

    /** How many findings, and places of others, are suppressed. */
    int suppressed() {
        return suppressed;
    }

    /** Suppressions that met nothing: what they excused is gone. */
    List<String> unused() {
        return suppressions.stream()
                .filter(suppression -> !used.contains(suppression))
                .map(Suppression::toString)
                .toList();
    }

    int limit() {
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }
}
