package signalkit.shell.console;

import java.util.Optional;
import signalkit.cli.Style;

/**
 * Where commands print.
 *
 * <p>Two kinds: a terminal, and plain text that stays the same when it is piped. Thread-safe.
 */
public interface Screen {
    /**
     * Prints a line.
     *
     * @param text may contain markup of {@link Style} and commands of {@link CommandText}
     */
    void line(String text);

    /**
     * Prints a line of somebody else's, such as a server's: no markup, no control characters.
     *
     * @param text any text
     */
    void foreign(String text);

    /**
     * Prints an error.
     *
     * @param text one line that names the fault and the remedy; may contain commands of {@link
     *     CommandText}
     */
    void error(String text);

    /**
     * Prints what may help after an error, where errors go.
     *
     * @param text may contain commands of {@link CommandText}
     */
    default void note(String text) {
        line(text);
    }

    /**
     * A line that is written again and again in place; in plain text, now and then among the
     * errors.
     *
     * @return the line, to be closed
     */
    LiveLine live();

    /**
     * Hands standard output to a child process; nothing may be printed until the loan is closed.
     *
     * @return the loan; empty when this screen does not print there
     */
    Optional<Loan> lend();

    /** A time in which a child process has standard output. */
    interface Loan extends AutoCloseable {
        /** Takes it back. */
        @Override
        void close();
    }

    /**
     * Prints a text behind a prefix; in a window, what does not fit continues below the text.
     *
     * @param prefix may contain markup
     * @param text may contain markup and commands
     */
    default void hanging(String prefix, String text) {
        line(prefix + text);
    }

    /**
     * Lets the reader keep up with a long output: a window stops when it is full, until a key.
     *
     * @param on true from here on, false after the output
     */
    default void paged(boolean on) {}

    /** Clears the window; does nothing in plain text. */
    default void clear() {}

    /**
     * Whether somebody watches: a live line is seen, a question can be answered.
     *
     * @return false for plain text
     */
    boolean isLive();

    /**
     * How many characters fit in a line.
     *
     * @return the window's width; {@link Integer#MAX_VALUE} for plain text
     */
    int width();

    /** A line that shows the latest of its texts. */
    interface LiveLine extends AutoCloseable {
        /**
         * Replaces the text.
         *
         * @param text may contain markup; what is too long is cut off
         */
        void show(String text);

        /** Removes the line. */
        @Override
        void close();
    }

    /**
     * Makes control characters visible, so that a log cannot drive the terminal.
     *
     * @param text any text
     * @return the same, with a dot for each control character but the tab
     */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "·");
    }
}
