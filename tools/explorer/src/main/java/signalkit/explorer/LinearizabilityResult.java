package signalkit.explorer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a check of linearizability has found.
 *
 * @param type the name of the class
 * @param threads how many threads call
 * @param operations how many calls each of them makes at most
 * @param bounds of each program
 * @param programs how many programs there are
 * @param proved how many of them were explored to the end without a failure
 * @param runs how many schedules were run
 * @param failure the smallest program that fails, if one does
 * @param cut what stopped the search before it had seen all; empty when nothing did
 * @param unexplored what ran without points, so that no order of its steps was tried
 */
public record LinearizabilityResult(
        String type,
        int threads,
        int operations,
        Bounds bounds,
        int programs,
        int proved,
        long runs,
        Optional<Failure> failure,
        Optional<String> cut,
        Set<String> unexplored) {
    /**
     * A program that fails.
     *
     * @param program what each thread calls: {@code add-1.poll+add-2}
     * @param failure what is wrong, and the schedule that shows it
     */
    public record Failure(String program, Result.Failure failure) {}

    /**
     * Whether no program fails within the bounds, and every one was explored.
     *
     * @return false when something failed, was not explored, or the search was cut off
     */
    public boolean isProof() {
        return failure.isEmpty() && cut.isEmpty() && unexplored.isEmpty() && proved == programs;
    }

    /** One line: the proof with its counts and bounds, or the failure. */
    @Override
    public String toString() {
        String size =
                String.format(
                        Locale.ROOT,
                        "programs of %d threads with up to %d call%s each, %,d schedules with at"
                                + " most %d preemption%s",
                        threads,
                        operations,
                        operations == 1 ? "" : "s",
                        runs,
                        bounds.preemptions(),
                        bounds.preemptions() == 1 ? "" : "s");
        if (failure.isPresent()) {
            return type + ": " + failure.get().program() + ": " + failure.get().failure().finding();
        }
        if (isProof()) {
            return String.format(Locale.ROOT, "%s: proved: all %,d %s", type, programs, size)
                    + ": linearizable, no data race";
        }
        String why = cut.map(text -> text + "; ").orElse("");
        String missing =
                unexplored.isEmpty() ? "" : "; not explored: " + String.join(", ", unexplored);
        return String.format(
                Locale.ROOT,
                "%s: no failure, but no proof: %s%,d of %,d %s%s",
                type,
                why,
                proved,
                programs,
                size,
                missing);
    }
}
