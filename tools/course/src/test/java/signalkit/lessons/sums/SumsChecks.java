package signalkit.lessons.sums;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.Submission;

/** A lesson whose exercise is called with a few arguments. */
public final class SumsChecks implements LessonChecks {
    private static final List<List<Integer>> CASES =
            List.of(List.of(), List.of(7), List.of(1, 2, 3));

    @Override
    public Map<String, Check> byStep() {
        return Map.of(
                "start", submission -> CheckResult.pass("nothing to do", 1),
                "fix", SumsChecks::adds,
                "replay", SumsChecks::adds);
    }

    private static CheckResult adds(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        Sum sum = compiled.make(Sum.class, compiled.plainLoader());
        for (List<Integer> numbers : CASES) {
            int expected = numbers.stream().mapToInt(Integer::intValue).sum();
            int found = sum.of(numbers);
            if (found != expected) {
                return CheckResult.fail("sum", "a wrong sum")
                        .expected(expected, found)
                        .traced(List.of("of " + numbers))
                        .hinted("Add " + numbers + " up by hand.");
            }
        }
        return CheckResult.pass("all sums are right", CASES.size());
    }
}
