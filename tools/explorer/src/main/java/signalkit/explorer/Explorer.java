package signalkit.explorer;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import signalkit.explorer.search.Minimiser;
import signalkit.explorer.search.Playback;
import signalkit.explorer.search.Search;
import signalkit.explorer.view.FailureReport;

/** Explores scenarios and replays schedules. Thread-safe; searches may run side by side. */
public final class Explorer {
    private Explorer() {}

    /**
     * Looks at all schedules of a scenario within bounds; a data race is a failure.
     *
     * @param code the scenario
     * @param bounds how far to look
     * @return a proof, a failure, or what cut the search off
     * @throws ScenarioException when the class is no scenario
     */
    public static Result explore(ScenarioCode code, Bounds bounds) {
        return explore(code, bounds, EnumSet.of(FindingKind.DATA_RACE), ignored -> {});
    }

    /**
     * Looks at all schedules of a scenario within bounds.
     *
     * @param code the scenario
     * @param bounds how far to look
     * @param failures kinds that count as failures beside those that always do
     * @param progress called ten times a second, on the calling thread
     * @return a proof, a failure, or what cut the search off, such as an interrupt of the caller
     * @throws ScenarioException when the class is no scenario
     */
    public static Result explore(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress) {
        try {
            Search search = new Search(code, bounds, failures, progress);
            Result result = Minimiser.minimise(code, bounds, search.run());
            if (search.wasInterrupted()) {
                Thread.currentThread().interrupt();
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("the search of " + code.name() + " was interrupted");
        }
    }

    /**
     * Fails unless a program is proved within {@link Bounds#DEFAULT}.
     *
     * <pre>{@code
     * Explorer.check(
     *         () -> {
     *             Counter counter = new Counter();
     *             Thread other = new Thread(counter::add);
     *             other.start();
     *             counter.add();
     *             other.join();
     *             assert counter.value() == 2;
     *         });
     * }</pre>
     *
     * @param program may use values from outside, but no objects that can change
     * @return the proof
     * @throws AssertionError with a table of the schedule that fails, or with what cut the search
     *     off
     * @throws ScenarioException when the program uses objects from outside
     */
    public static Result check(PlainProgram program) {
        return check(Bounds.DEFAULT, program);
    }

    /**
     * Fails unless a program is proved within bounds.
     *
     * @param bounds how far to look
     * @param program may use values from outside, but no objects that can change
     * @return the proof
     * @throws AssertionError with a table of the schedule that fails, or with what cut the search
     *     off
     * @throws ScenarioException when the program uses objects from outside
     */
    public static Result check(Bounds bounds, PlainProgram program) {
        ScenarioCode code = LambdaEntry.codeOf(program);
        Result result = explore(code, bounds);
        if (result.failure().isPresent()) {
            Schedule schedule = result.failure().get().schedule();
            Trace trace = replay(code, schedule, bounds);
            result = result.confirmedBy(trace);
            String advice =
                    result.failure().get().finding().kind().isUndecided()
                            ? "Nothing is known of the program until that is changed."
                            : "To run this schedule alone: Explorer.replay(\""
                                    + schedule.id()
                                    + "\", () -> …)";
            throw result.isRepeatable()
                    ? FailureReport.of(trace, advice)
                    : new AssertionError(result.toString());
        }
        if (!result.isProof()) {
            throw new AssertionError(result.toString());
        }
        return result;
    }

    /**
     * Runs one schedule of a program, and fails as {@link #check(PlainProgram)} does.
     *
     * @param id of a failure that was found
     * @param program the one that it was found in
     * @throws AssertionError with a table of the schedule, if it fails
     * @throws ScenarioException when the program does not come to all choices of the schedule
     */
    public static void replay(String id, PlainProgram program) {
        Schedule schedule = Schedule.of(id);
        Trace trace = replay(LambdaEntry.codeOf(program), schedule);
        if (trace.finding() != null) {
            throw FailureReport.of(trace, "This was schedule " + schedule.id() + " alone.");
        }
        if (trace.schedule().length() < schedule.length()) {
            throw new ScenarioException(
                    "schedule "
                            + schedule.id()
                            + " does not fit the program any more; check it again");
        }
    }

    /**
     * Runs one schedule and writes down what happens.
     *
     * @param code the scenario, or a twin of the one that the schedule is of
     * @param schedule what happens
     * @return the trace; its finding is null when nothing goes wrong
     * @throws ScenarioException when the class is no scenario
     */
    public static Trace replay(ScenarioCode code, Schedule schedule) {
        return replay(code, schedule, Bounds.DEFAULT);
    }

    /**
     * Runs one schedule and writes down what happens.
     *
     * @param code the scenario, or a twin of the one that the schedule is of
     * @param schedule what happens
     * @param bounds of these, only how many steps the run may have counts
     * @return the trace; its finding is null when nothing goes wrong, and its schedule is shorter
     *     than the one that was asked for when the code does not come to all of its choices
     * @throws ScenarioException when the class is no scenario
     */
    public static Trace replay(ScenarioCode code, Schedule schedule, Bounds bounds) {
        Playback replay = new Playback(code, bounds);
        Trace trace = replay.run(new Playback.Script(schedule));
        return replay.outcome().allowsRaces() ? trace : trace.withRaceAsFinding();
    }
}
