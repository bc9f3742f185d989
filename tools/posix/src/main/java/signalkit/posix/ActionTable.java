package signalkit.posix;

import java.util.Arrays;

/**
 * What one process does with each signal.
 *
 * <p>The monitor of the {@link Kernel} that has this table must be held in every method.
 */
final class ActionTable {
    private final Sigaction[] actions = new Sigaction[42];

    ActionTable() {
        Arrays.fill(actions, Sigaction.DEFAULT);
    }

    Sigaction get(Signal signal) {
        return actions[signal.number()];
    }

    void set(Signal signal, Sigaction action) {
        actions[signal.number()] = action;
    }

    /** Whether a signal has no effect, by its action or by its default. */
    boolean isIgnored(Signal signal) {
        return switch (get(signal).disposition()) {
            case IGNORE -> true;
            case HANDLER -> false;
            case DEFAULT ->
                    signal.defaultAction() == Signal.Default.IGNORE
                            || signal.defaultAction() == Signal.Default.CONTINUE;
        };
    }

    /** Whether a signal ends the process. */
    boolean isFatal(Signal signal) {
        return get(signal).disposition() == Sigaction.Disposition.DEFAULT
                && (signal.defaultAction() == Signal.Default.TERMINATE
                        || signal.defaultAction() == Signal.Default.CORE);
    }
}
