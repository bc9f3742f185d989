package signalkit.course.check;

/**
 * One check, and then another one on what has passed the first.
 *
 * @param first tells what a pass says, too
 * @param second the stricter one, or the slower one
 */
public record InSuccession(Check first, Check second) implements Check {
    @Override
    public CheckResult run(Submission submission) throws Exception {
        CheckResult result = first.run(submission);
        if (!result.passed()) {
            return result;
        }
        CheckResult next = second.run(submission);
        return next.passed() ? result : next.after(result.schedules() + next.schedules());
    }

    @Override
    public Check verdict() {
        return new InSuccession(first.verdict(), second.verdict());
    }
}
