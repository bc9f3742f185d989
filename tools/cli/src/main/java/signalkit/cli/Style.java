package signalkit.cli;

/** What a piece of text means; a terminal shows it in colour, plain text does not show it. */
public enum Style {
    /** Headings and names. */
    TITLE("bold"),
    /** As it should be. */
    GOOD("green"),
    /** Lost, hung, crashed. */
    BAD("red,bold"),
    /** Under way. */
    WARN("yellow"),
    /** What a user could type. */
    CODE("cyan"),
    /** Less important. */
    FAINT("faint");

    private final String markup;

    Style(String markup) {
        this.markup = markup;
    }

    /**
     * Marks a text up.
     *
     * @param text without markup
     * @return the text in the notation of picocli's {@code Ansi}
     */
    public String of(Object text) {
        String plain = text.toString();
        return plain.isEmpty() ? "" : "@|" + markup + " " + plain.replace("|@", "| @") + "|@";
    }
}
