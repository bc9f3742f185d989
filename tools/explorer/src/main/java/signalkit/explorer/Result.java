package signalkit.explorer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a search has found.
 *
 * @param scenario the scenario's name
 * @param bounds within which it looked
 * @param failure the failure with the shortest schedule; empty when there was none
 * @param warnings what is wrong and broke nothing, each with a schedule that shows it
 * @param outcomes the ends that runs came to: what the scenario showed last, or a kind of finding
 * @param statistics what it did
 * @param cut what stopped the search before it had seen all; empty when nothing did
 * @param unexplored what ran without points, so that no order of its steps was tried: classes by
 *     name
 * @param reach how far a search came that goes on while time is left; empty for one that does not
 * @param seesOlderValues whether some accesses were weaker than volatile, or raced and were let be,
 *     so that they may see older values than the latest
 */
public record Result(
        String scenario,
        Bounds bounds,
        Optional<Failure> failure,
        List<Failure> warnings,
        Set<String> outcomes,
        SearchStatistics statistics,
        Optional<String> cut,
        Set<String> unexplored,
        Optional<Reach> reach,
        boolean seesOlderValues) {
    /**
     * A finding that can be shown again.
     *
     * @param finding what is wrong
     * @param schedule what shows it
     * @param isCut whether there was no time to leave out all that the failure does not need
     */
    public record Failure(Finding finding, Schedule schedule, boolean isCut) {
        /** One whose schedule is as short as can be. */
        public Failure(Finding finding, Schedule schedule) {
            this(finding, schedule, false);
        }

        /**
         * What is to be said behind the id.
         *
         * @return empty when nothing is
         */
        public String remark() {
            return isCut ? " (there was no time to shorten it further)" : "";
        }
    }

    /**
     * Whether no schedule within the bounds fails, and every one was looked at.
     *
     * @return false when something failed, was not explored, or the search was cut off
     */
    public boolean isProof() {
        return failure.isEmpty() && cut.isEmpty() && unexplored.isEmpty();
    }

    /**
     * Whether the schedule of its failure shows that failure.
     *
     * @return true, too, when there is none
     */
    public boolean isRepeatable() {
        return failure.filter(each -> each.finding().kind() == FindingKind.NOT_REPEATABLE)
                .isEmpty();
    }

    /**
     * The same result if its schedule shows its failure again.
     *
     * @param shown what the schedule of the failure has led to
     * @return with a failure of the kind {@link FindingKind#NOT_REPEATABLE} otherwise
     */
    public Result confirmedBy(Trace shown) {
        Failure found = failure.orElseThrow();
        Finding now = shown.finding();
        FindingKind kind = found.finding().kind();
        boolean isShown =
                kind == FindingKind.NOT_REPEATABLE
                        || now != null && now.kind() == kind
                        || shown.warnings().stream().anyMatch(one -> one.finding().kind() == kind);
        return isShown
                ? this
                : withFailure(new Failure(found.finding().insteadOf(now), found.schedule()));
    }

    /**
     * The same with another schedule of its failure.
     *
     * @param other the failure
     * @return a new result
     */
    public Result withFailure(Failure other) {
        return new Result(
                scenario,
                bounds,
                Optional.of(other),
                warnings,
                outcomes,
                statistics,
                cut,
                unexplored,
                reach,
                seesOlderValues);
    }

    /**
     * The same for a search that is not complete.
     *
     * @param why what is missing
     * @return a new result
     */
    public Result withCut(String why) {
        return new Result(
                scenario,
                bounds,
                failure,
                warnings,
                outcomes,
                statistics,
                Optional.of(why),
                unexplored,
                reach,
                seesOlderValues);
    }

    /**
     * How likely it is, at most, that two of the states were taken for one.
     *
     * <p>A state is told by a hash of 64 bits. Of n states there are n(n-1)/2 pairs, and each has
     * the same hash with a chance of 1 in 2^64.
     *
     * @return a probability; 0 for a search without states
     */
    public double collisionBound() {
        double states = statistics.states();
        return Math.scalb(states * Math.max(0, states - 1) / 2, -64);
    }

    private String limits() {
        if (isProof() && reach.isPresent() && reach.get().isWhole()) {
            return " with any number of preemptions";
        }
        int most = isProof() && reach.isPresent() ? reach.get().proved() : bounds.preemptions();
        return " with at most " + most + " preemption" + (most == 1 ? "" : "s");
    }

    private String olderValues() {
        int most = bounds.olderValues();
        return ", at most " + most + " older value" + (most == 1 ? "" : "s") + " in a run";
    }

    /** One line: the proof with its counts and bounds, or the failure with its id. */
    @Override
    public String toString() {
        String seen = String.format(Locale.ROOT, "%,d schedules", statistics.runs());
        if (statistics.states() > 0) {
            seen += String.format(Locale.ROOT, ", %,d states,", statistics.states());
        }
        seen += limits();
        if (failure.isPresent()) {
            return scenario
                    + ": "
                    + failure.get().finding()
                    + (failure.get().finding().kind().isUndecided()
                            ? ""
                            : " (replay "
                                    + failure.get().schedule().id()
                                    + ")"
                                    + failure.get().remark());
        }
        if (isProof()) {
            boolean races =
                    warnings.stream()
                            .anyMatch(each -> each.finding().kind() == FindingKind.DATA_RACE);
            return scenario
                    + ": proved: all "
                    + seen
                    + ": no failure, "
                    + (races ? "data races let be" : "no data race")
                    + (seesOlderValues ? olderValues() : "")
                    + (races || seesOlderValues ? "" : ", so it holds under the Java memory model");
        }
        String why = cut.map(text -> text + " after ").orElse("") + seen;
        String missing =
                unexplored.isEmpty() ? "" : "; not explored: " + String.join(", ", unexplored);
        return scenario + ": no failure, but no proof: " + why + missing;
    }
}
