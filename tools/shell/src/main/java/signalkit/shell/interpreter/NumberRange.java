package signalkit.shell.interpreter;

import signalkit.shell.console.ShellException;

/** Checks numbers that picocli has read but cannot bound. */
public final class NumberRange {
    private NumberRange() {}

    /**
     * Refuses a number that is out of bounds.
     *
     * @param option what the user typed it for
     * @param value what was typed
     * @param least the smallest that will do
     * @param most the largest
     * @throws ShellException when it is out of bounds
     */
    public static void check(String option, double value, long least, long most) {
        if (!(value >= least && value <= most)) {
            boolean isWhole = value == Math.rint(value) && !Double.isInfinite(value);
            String text = isWhole ? Long.toString((long) value) : "" + value;
            throw ShellException.usage(
                    option + " " + text + " is out of range: " + least + " to " + most);
        }
    }
}
