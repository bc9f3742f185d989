package signalkit.explorer;

import java.util.List;
import java.util.Map;

/**
 * What happened in one run, step by step. Immutable.
 *
 * @param scenario the scenario's name
 * @param schedule what makes it happen again
 * @param threads the names of all threads, by number
 * @param steps in the order in which they happened
 * @param finding what was wrong in the end; null when nothing was
 * @param warnings what else was wrong and broke nothing
 */
public record Trace(
        String scenario,
        Schedule schedule,
        List<String> threads,
        List<Step> steps,
        Finding finding,
        List<Warning> warnings) {
    /** Copies what could change. */
    public Trace {
        threads = List.copyOf(threads);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** The same with the first race or unblocked wait as what was wrong, if nothing else was. */
    Trace withRaceAsFinding() {
        Finding race =
                warnings.stream()
                        .map(Warning::finding)
                        .filter(
                                each ->
                                        each.kind() == FindingKind.DATA_RACE
                                                || each.kind() == FindingKind.UNBLOCKED_WAIT)
                        .findFirst()
                        .orElse(null);
        Finding end = finding == null ? race : finding;
        return new Trace(scenario, schedule, threads, steps, end, warnings);
    }

    /**
     * Something wrong that broke nothing.
     *
     * @param finding what
     * @param steps the indexes of the steps that it is about, in their order; of a data race these
     *     are the two accesses
     */
    public record Warning(Finding finding, List<Integer> steps) {
        /** Copies what could change. */
        public Warning {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param thread the number of the thread that did it
     * @param depth how many handlers ran on top of that thread
     * @param text what it did
     * @param place the source line, as in a stack trace; empty when there is none
     * @param stack the thread's frames, innermost first; a line with SIG begins handler context
     * @param frames the same frames as the JVM names them, and those of a test framework
     * @param locks the locks that were held or waited for, after the step
     * @param shown what the scenario shows, after the step
     */
    public record Step(
            int thread,
            int depth,
            String text,
            String place,
            List<String> stack,
            List<StackTraceElement> frames,
            List<Lock> locks,
            Map<String, String> shown) {}

    /**
     * A lock at some moment.
     *
     * @param name its name
     * @param owner the name of the thread that holds it; null when it is free
     * @param waiters the names of the threads that wait for it
     */
    public record Lock(String name, String owner, List<String> waiters) {}
}
