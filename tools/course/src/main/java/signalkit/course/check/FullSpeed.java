package signalkit.course.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;

/** Runs a learner's code once, at full speed, in an emulated process of its own. */
public final class FullSpeed {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final CheckResult HANDLER =
            CheckResult.fail("hang", "a handler did not return")
                    .hinted(
                            "A handler of yours waits, and the thread below it waits for the"
                                    + " handler.");

    private FullSpeed() {}

    /**
     * Runs code with handlers to its end.
     *
     * @param code runs on the main thread of the process, and judges what it saw
     * @return its result; a failure when a thread hangs or throws
     */
    public static CheckResult of(Supplier<CheckResult> code) {
        return of(code, HANDLER);
    }

    /**
     * Runs code to its end.
     *
     * @param code runs on the main thread of the process, and judges what it saw
     * @param hang what is wrong when it does not end
     * @return its result; a failure when a thread hangs or throws
     */
    public static CheckResult of(Supplier<CheckResult> code, CheckResult hang) {
        AtomicReference<CheckResult> result = new AtomicReference<>();
        PosixProcess process = new PosixProcess("exercise");
        process.start(() -> result.set(code.get()));
        try {
            process.waitFor(LIMIT.toNanos());
        } catch (PosixException stuck) {
            process.exit(1);
            return hang.expected(
                    "an end within " + LIMIT.toSeconds() + " s", "locks: " + process.locks());
        }
        if (!process.uncaught().isEmpty()) {
            Throwable thrown = process.uncaught().get(0);
            return CheckResult.fail("exception", "an exception ended the process")
                    .expected("none", thrown)
                    .hinted("See " + thrown.getStackTrace()[0] + ".");
        }
        if (result.get() == null) {
            return CheckResult.fail("ended", "a signal ended the process")
                    .expected("a handler for each signal", "one that had none when it arrived")
                    .hinted("Which signal had its default action at some moment?");
        }
        return result.get();
    }
}
