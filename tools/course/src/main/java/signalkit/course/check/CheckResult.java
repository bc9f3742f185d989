package signalkit.course.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param passed whether all is well
 * @param cause a short name of what is wrong, which later hints are chosen by; empty after a pass
 * @param summary one sentence
 * @param expected what should have happened; empty after a pass
 * @param found what happened instead
 * @param trace the run that shows it, ready to print
 * @param hint of the first grade, made from that very run
 * @param schedules how many runs the check looked at
 */
public record CheckResult(
        boolean passed,
        String cause,
        String summary,
        String expected,
        String found,
        List<String> trace,
        String hint,
        long schedules) {

    /**
     * A pass.
     *
     * @param summary what was shown
     * @param schedules how many runs were looked at
     * @return the result
     */
    public static CheckResult pass(String summary, long schedules) {
        return new CheckResult(true, "", summary, "", "", List.of(), "", schedules);
    }

    /**
     * A failure; more is added with the methods below.
     *
     * @param cause a short name
     * @param summary one sentence
     * @return the result
     */
    public static CheckResult fail(String cause, String summary) {
        return new CheckResult(false, cause, summary, "", "", List.of(), "", 0);
    }

    /**
     * Adds what should have been and what was.
     *
     * @param should a few words or a value
     * @param was the same
     * @return the changed copy
     */
    public CheckResult expected(Object should, Object was) {
        return new CheckResult(
                passed, cause, summary, "" + should, "" + was, trace, hint, schedules);
    }

    /**
     * Adds the run that shows it.
     *
     * @param lines ready to print
     * @return the changed copy
     */
    public CheckResult traced(List<String> lines) {
        return new CheckResult(
                passed, cause, summary, expected, found, List.copyOf(lines), hint, schedules);
    }

    /**
     * Adds the hint of the first grade.
     *
     * @param text made from the run
     * @return the changed copy
     */
    public CheckResult hinted(String text) {
        return new CheckResult(passed, cause, summary, expected, found, trace, text, schedules);
    }

    /**
     * Adds how many runs were looked at.
     *
     * @param count one or more
     * @return the changed copy
     */
    public CheckResult after(long count) {
        return new CheckResult(passed, cause, summary, expected, found, trace, hint, count);
    }
}
