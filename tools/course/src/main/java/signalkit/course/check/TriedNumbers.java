package signalkit.course.check;

import java.util.OptionalInt;

/**
 * Leaves undecided what may be right only up to a number that the check does not reach.
 *
 * <p>A check that promises "any number" tries more than each number in the code (see {@link
 * SourceNumbers}), as far as its time allows. A program that passes and names a larger number may
 * fail there, and no run has shown it.
 *
 * @param check passes first
 * @param most up to which number in the code it has tried more
 */
public record TriedNumbers(Check check, int most) implements Check {
    /** So many jobs or events need gigabytes, or minutes: a limit above this is none. */
    private static final int ENDLESS = 100_000_000;

    @Override
    public CheckResult run(Submission submission) throws Exception {
        CheckResult result = check.run(submission);
        if (!result.passed()) {
            return result;
        }
        SourceNumbers numbers = SourceNumbers.of(submission.compile());
        if (numbers.hasFractions()) {
            return CheckResult.fail(
                            "undecided", "not decided: your code computes with a float or a double")
                    .expected("whole numbers", "a float or a double")
                    .hinted(
                            "They count exactly up to some number only, and the check does not get"
                                    + " there. Count in int or long.")
                    .after(result.schedules());
        }
        OptionalInt large = numbers.firstBetween(most, ENDLESS);
        if (large.isEmpty()) {
            return result;
        }
        return CheckResult.fail(
                        "undecided", "not decided: your code has the number " + large.getAsInt())
                .expected("no number above " + most, large.getAsInt())
                .hinted(
                        "The check tries no more than that. If your number is a limit, or what a"
                                + " cast or a shift leaves room for, take the limit away. If it is a time, write Duration.ofMillis, or"
                                + " another unit that needs a smaller number.")
                .after(result.schedules());
    }

    @Override
    public Check verdict() {
        return new TriedNumbers(check.verdict(), most);
    }
}
