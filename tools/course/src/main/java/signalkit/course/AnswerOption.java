package signalkit.course;

import java.util.Locale;

/**
 * One answer that a question offers.
 *
 * @param text what the learner reads, in one line
 * @param right whether it is the right one
 * @param why shown to who has chosen it: why it is right, or why it is not
 */
public record AnswerOption(String text, boolean right, String why) {
    /**
     * Whether an answer is the text of this option; only its letters and digits matter.
     *
     * @param answer what was typed
     * @return true when it is
     */
    public boolean isMeantBy(String answer) {
        return plain(text).equals(plain(answer));
    }

    /** Whether it lacks what the learner is to read. */
    boolean isIncomplete() {
        return text == null || text.isBlank() || why == null || why.isBlank();
    }

    /** Letters and digits in small letters, one space for all that is between two of them. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
