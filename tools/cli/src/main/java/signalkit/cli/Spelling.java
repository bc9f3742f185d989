package signalkit.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant to type. */
public final class Spelling {
    private static final int MOST_SLIPS = 2;

    /** A longer word is cut when it is quoted. */
    private static final int LONGEST = 60;

    private Spelling() {}

    /**
     * A word that was typed, as an error names it.
     *
     * @param word of any length and kind
     * @return as it is; between quotes where it would not be seen as one word
     */
    public static String named(String word) {
        String shown = word.length() > LONGEST ? word.substring(0, LONGEST) + "…" : word;
        return shown.matches("[^\\s;'\"`]+") ? shown : "'" + shown + "'";
    }

    /**
     * The name that is closest to a word, if it is close enough to be meant.
     *
     * @param word what was typed
     * @param names what could be meant
     * @return empty when none is close
     */
    public static Optional<String> closest(String word, List<String> names) {
        Optional<String> same =
                names.stream().filter(name -> bare(name).equals(bare(word))).findFirst();
        return same.isPresent()
                ? same
                : names.stream()
                        .filter(
                                name ->
                                        slips(word, name)
                                                <= Math.min(MOST_SLIPS, bare(name).length() / 2))
                        .min(Comparator.comparingInt(name -> slips(word, name)));
    }

    /** {@code SelfDeadlock} and {@code self_deadlock} are {@code self-deadlock}. */
    private static String bare(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * What to say of a name that does not exist.
     *
     * @param word what was typed
     * @param names what could be meant
     * @return half a sentence
     */
    public static String remedy(String word, List<String> names) {
        return closest(word, names)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("there is: " + String.join(" ", names));
    }

    /** Letters that were added, left out, replaced or swapped: optimal string alignment. */
    static int slips(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                least[i][j] =
                        Math.min(
                                least[i - 1][j - 1] + replaced,
                                Math.min(least[i - 1][j], least[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
