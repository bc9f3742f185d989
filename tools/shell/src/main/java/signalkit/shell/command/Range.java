package signalkit.shell.command;

import signalkit.shell.console.ShellException;

/** Checks numbers that picocli has read but cannot bound. */
final class Range {
    private Range() {}

    static void check(String option, double value, long least, long most) {
        if (!(value >= least && value <= most)) {
            String text = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
            throw ShellException.usage(
                    option + " " + text + " is out of range: " + least + " to " + most);
        }
    }
}
