package signalkit.course.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.course.schedule.GameDescription.CodeLines;

/**
 * Asks which line of the exercise a learner would change. Immutable.
 *
 * @param file the name of the exercise's file
 * @param source its lines
 * @param description what there is to say about each line
 */
record LineQuestion(String file, List<String> source, GameDescription description) {
    /** How an answer was judged. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** No line was named. */
        UNCLEAR
    }

    /**
     * A reply to an answer.
     *
     * @param verdict how it was judged
     * @param line that was named; 0 when none was
     * @param text why it is the line, or is not, or how to name one
     */
    record Reply(Verdict verdict, int line, String text) {}

    /** A line, or the first and the last of some, as people write them. */
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "(?:[\\w.]+\\.java\\s*:?\\s*)?(?:lines?\\s*)?(\\d{1,4})"
                            + "(?:\\s*(?:-|–|—|to|and|,|\\.\\.)\\s*(\\d{1,4}))?\\s*[.):]?");

    /** A longer range names no line any more. */
    private static final int MOST = 12;

    /** A shorter text is found everywhere. */
    private static final int LEAST_TEXT = 4;

    String question() {
        return "Which line of " + file + " would you change?";
    }

    /** The file with the numbers of its lines, none longer than {@code width}. */
    List<String> listing(int width) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            String line = String.format("%4d  %s", i + 1, source.get(i)).stripTrailing();
            lines.add(GameText.fit(line, width));
        }
        return lines;
    }

    /** The answers, for a learner who does not want to look any longer. */
    String answer() {
        String lines =
                description.lines().stream()
                        .filter(CodeLines::right)
                        .map(CodeLines::lines)
                        .collect(Collectors.joining(", "));
        CodeLines first = description.lines().stream().filter(CodeLines::right).findFirst().get();
        return "You could change: " + lines + ". Line " + first.from() + ": " + first.why();
    }

    /** Judges what a learner has typed. */
    Reply judge(String answer) {
        String typed = answer.strip();
        Matcher numbers = NUMBERS.matcher(typed.toLowerCase(Locale.ROOT));
        if (numbers.matches()) {
            int one = Integer.parseInt(numbers.group(1));
            int other = numbers.group(2) == null ? one : Integer.parseInt(numbers.group(2));
            return judge(Math.min(one, other), Math.max(one, other));
        }
        List<Integer> found = linesWith(typed);
        if (found.isEmpty()) {
            return unclear(
                    "no line of "
                            + file
                            + " is «"
                            + typed
                            + "»; type a number from 1 to "
                            + source.size());
        }
        TreeSet<String> replies = new TreeSet<>();
        found.forEach(line -> replies.add(judge(line, line).text()));
        return replies.size() == 1
                ? judge(found.get(0), found.get(0))
                : unclear("that is on several lines; type the number: " + numbers(found));
    }

    private static String numbers(List<Integer> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Reply unclear(String text) {
        return new Reply(Verdict.UNCLEAR, 0, text);
    }

    /** The lines that a text is on: all of it if there are any such, else a part. */
    private List<Integer> linesWith(String text) {
        String wanted = plain(text);
        List<Integer> whole = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        for (int i = 1; i <= source.size(); i++) {
            String line = plain(source.get(i - 1));
            if (!line.isEmpty() && line.equals(wanted)) {
                whole.add(i);
            } else if (wanted.length() >= LEAST_TEXT && line.contains(wanted)) {
                part.add(i);
            }
        }
        return whole.isEmpty() ? part : whole;
    }

    /** Without blanks, quotes around it, and the semicolon at its end. */
    private static String plain(String code) {
        return code.replaceAll("\\s+|;\\s*$|^[`'«]|[`'»]$", "");
    }

    private Reply judge(int from, int to) {
        if (from < 1 || to > source.size()) {
            return unclear(file + " has the lines 1 to " + source.size());
        }
        if (to - from >= MOST) {
            return unclear("that is much of the file; name the lines that you would change");
        }
        List<CodeLines> ends = new ArrayList<>();
        for (int line = from; line <= to; line++) {
            description.at(line).ifPresent(ends::add);
        }
        if (ends.isEmpty()) {
            return new Reply(
                    Verdict.WRONG, from, "Nothing on line " + from + " runs in this game.");
        }
        Optional<CodeLines> wrong =
                List.of(ends.get(0), ends.get(ends.size() - 1)).stream()
                        .filter(each -> !each.right())
                        .findFirst();
        CodeLines about = wrong.orElse(ends.get(0));
        int line = Math.max(from, about.from());
        return wrong.isPresent()
                ? new Reply(Verdict.WRONG, line, about.why())
                : new Reply(Verdict.RIGHT, line, about.why());
    }
}
