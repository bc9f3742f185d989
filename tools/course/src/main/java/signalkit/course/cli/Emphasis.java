package signalkit.course.cli;

/** What a piece of text means; a terminal shows it in colour, a file or a pipe does not. */
enum Emphasis {
    /** Headings and names. */
    TITLE("bold"),
    /** Passed, or as it should be. */
    GOOD("green"),
    /** Failed, or not as it should be. */
    BAD("red,bold"),
    /** What a learner should notice. */
    WARN("yellow"),
    /** Code in a text. */
    CODE("cyan"),
    /** Less important. */
    FAINT("faint");

    private final String markup;

    Emphasis(String markup) {
        this.markup = markup;
    }

    /** The text in the notation of picocli's {@code Ansi}; none of its own is read as such. */
    String of(String text) {
        return text.isEmpty() ? "" : "@|" + markup + " " + text.replace("|@", "| @") + "|@";
    }
}
