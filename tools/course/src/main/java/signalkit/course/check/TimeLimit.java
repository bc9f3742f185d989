package signalkit.course.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds the time of a check, and shows what its threads do when it does not end. */
public final class TimeLimit {
    /** Name of the property with another limit, in seconds; tests set it on a busy machine. */
    public static final String PROPERTY = "signalkit.course.limit";

    private static final int SECONDS = 30;

    private TimeLimit() {}

    /**
     * How long a check may take; the course promises it.
     *
     * @return 30 s unless told otherwise
     */
    public static Duration limit() {
        return Duration.ofSeconds(Integer.getInteger(PROPERTY, SECONDS));
    }

    /**
     * Runs a check on a thread of its own.
     *
     * @param limit how long at most
     * @param work the check
     * @return its result, or a failure with the stacks of all threads that the check has started
     * @throws Exception what the check throws
     */
    public static CheckResult within(Duration limit, Callable<CheckResult> work) throws Exception {
        FutureTask<CheckResult> task = new FutureTask<>(work);
        ThreadGroup group = new ThreadGroup("check");
        Thread thread = new Thread(group, task, "check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            List<String> stacks = stacks(group);
            thread.interrupt();
            return CheckResult.fail("no-end", "the check did not end")
                    .expected("an end within " + limit.toSeconds() + " s", "none")
                    .traced(stacks)
                    .hinted(
                            "Look at the innermost line of your code in the stacks above: "
                                    + "what does it wait for, or what loop is it in?");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new ThrownError(e.getCause());
        }
    }

    /** An error that a check, or the code that it called, has thrown; its cause is that error. */
    public static final class ThrownError extends Exception {
        private static final long serialVersionUID = 1L;

        ThrownError(Throwable error) {
            super(error);
        }
    }

    private static List<String> stacks(ThreadGroup group) {
        List<String> lines = new ArrayList<>();
        Thread.getAllStackTraces()
                .forEach(
                        (thread, stack) -> {
                            if (group.parentOf(thread.getThreadGroup()) && stack.length > 0) {
                                lines.add("\"" + thread.getName() + "\" " + thread.getState());
                                for (StackTraceElement frame : stack) {
                                    lines.add("    at " + frame);
                                }
                            }
                        });
        return lines;
    }
}
