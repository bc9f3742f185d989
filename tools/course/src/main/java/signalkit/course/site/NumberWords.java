package signalkit.course.site;

import java.util.List;

/** Small numbers as a sentence has them at its beginning. */
final class NumberWords {
    private static final List<String> WORDS =
            List.of(
                    "No",
                    "One",
                    "Two",
                    "Three",
                    "Four",
                    "Five",
                    "Six",
                    "Seven",
                    "Eight",
                    "Nine",
                    "Ten",
                    "Eleven",
                    "Twelve",
                    "Thirteen",
                    "Fourteen",
                    "Fifteen",
                    "Sixteen",
                    "Seventeen",
                    "Eighteen",
                    "Nineteen",
                    "Twenty");

    private NumberWords() {}

    /** The number as a word; in digits from 21. */
    static String of(int number) {
        return number < WORDS.size() ? WORDS.get(number) : String.valueOf(number);
    }
}
