package signalkit.lessons.flags;

import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;

/**
 * A flag that is asked more times than any limit in the code, before the stop and after it; and one
 * with a longer reason.
 */
final class AskedOften {
    private static final int TIMES = 70_000;
    private static final int CEILING = 500_000;
    private static final String WHY = "disk full";

    private static final CheckResult HANG =
            CheckResult.fail("hang", "a call of reason has not returned")
                    .hinted("What does reason wait for, when one thread alone asks?");

    private AskedOften() {}

    static CheckResult run(Compilation compiled) {
        int times = SourceNumbers.of(compiled).beyond(TIMES, CEILING);
        return FullSpeed.of(
                () -> {
                    CheckResult often = ask(flag(compiled), times);
                    return often.passed() ? tell(flag(compiled), "x".repeat(times)) : often;
                },
                HANG);
    }

    private static StopFlag flag(Compilation compiled) {
        return compiled.make(StopFlag.class, compiled.plainLoader());
    }

    private static CheckResult tell(StopFlag flag, String why) {
        flag.request(why);
        return why.equals(flag.reason())
                ? CheckResult.pass("no length of the reason changes anything", 1)
                : CheckResult.fail(
                                "long", "\"the reason is the one that was given, also a long one\"")
                        .expected("all of " + why.length() + " characters", "another text")
                        .hinted("How long may a reason be in your class?");
    }

    private static CheckResult ask(StopFlag flag, int times) {
        for (int i = 1; i <= times; i++) {
            if (flag.reason() != null) {
                return fail("null before the request", flag.reason(), i);
            }
        }
        flag.request(WHY);
        for (int i = 1; i <= times; i++) {
            if (!WHY.equals(flag.reason())) {
                return fail(WHY, flag.reason(), i);
            }
        }
        return CheckResult.pass("no number of calls changes anything", 1);
    }

    private static CheckResult fail(String expected, String found, int call) {
        return CheckResult.fail("often", "\"a loop that has asked for a while ends\"")
                .expected(expected, found)
                .hinted("Call " + call + " had another answer. What of yours counts the calls?");
    }
}
