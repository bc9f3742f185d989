package signalkit.explorer.view;

import java.util.stream.Collectors;
import signalkit.explorer.Trace;

/** What a table says of one step. */
final class StepText {
    static final String FREE = "free";

    private static final String HANDLER = "│ ";

    private StepText() {}

    /** What a step did, behind a bar for each handler. */
    static String deed(Trace.Step step) {
        return HANDLER.repeat(step.depth()) + step.text();
    }

    /** All locks in use after a step; {@code free} when there are none. */
    static String locks(Trace.Step step) {
        return step.locks().isEmpty()
                ? FREE
                : step.locks().stream().map(StepText::lock).collect(Collectors.joining("; "));
    }

    private static String lock(Trace.Lock lock) {
        String owner = lock.owner() == null ? "" : ": " + lock.owner();
        String waiters = lock.waiters().isEmpty() ? "" : " ← " + String.join(", ", lock.waiters());
        return lock.name() + owner + waiters;
    }

    /** File and line; empty where there are none. */
    static String place(Trace.Step step) {
        return Place.of(step.place()).map(Place::toString).orElse("");
    }
}
