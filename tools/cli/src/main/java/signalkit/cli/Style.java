package signalkit.cli;

/**
 * What a piece of text means; a terminal shows it in colour, plain text does not show it.
 *
 * <p>The colours are numbers of the palette of 256, because each terminal chooses the first 16 for
 * itself, and its yellow, green and cyan can hardly be read on white. {@code StyleTest} holds these
 * against light and dark backgrounds.
 */
public enum Style {
    /** Headings and names. */
    TITLE("bold", Style.NONE),
    /** As it should be. */
    GOOD("", 64),
    /** Lost, hung, crashed. */
    BAD(",bold", 196),
    /** Under way, or what a reader should notice. */
    WARN("", 166),
    /** What a user could type. */
    CODE("", 31),
    /** Less important. */
    FAINT("faint", Style.NONE);

    /** No colour of its own. */
    public static final int NONE = -1;

    private final String markup;
    private final int colour;

    Style(String font, int colour) {
        this.markup = (colour == Style.NONE ? "" : "fg(" + colour + ")") + font;
        this.colour = colour;
    }

    /**
     * The colour.
     *
     * @return its number in the palette of 256, or {@link #NONE}
     */
    public int colour() {
        return colour;
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
