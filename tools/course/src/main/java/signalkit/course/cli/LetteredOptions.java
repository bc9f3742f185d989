package signalkit.course.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.AnswerOption;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;

/**
 * The options of a question as one student sees them: in an order of their own, with a letter each.
 */
final class LetteredOptions {
    /** A letter as people type it, and perhaps the text of the option after it. */
    private static final Pattern LETTER = Pattern.compile("\\(?([a-z])(?:[).:]+(.*))?");

    private final List<AnswerOption> options;

    /**
     * The options of a step.
     *
     * @param seed the student's; the same one gives the same order
     */
    LetteredOptions(Course.Place place, long seed) {
        options = new ArrayList<>(place.step().options());
        Collections.shuffle(options, new Random(seed ^ place.key().hashCode()));
    }

    /** A list in Markdown. */
    String list() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < options.size(); i++) {
            list.append("- ").append(letter(i)).append(") ").append(options.get(i).text());
            list.append('\n');
        }
        return list.toString();
    }

    /** The one that is meant by its letter, by its text, or by both; empty when none is. */
    Optional<AnswerOption> chosen(String answer) {
        Optional<AnswerOption> byText =
                options.stream().filter(option -> option.isMeantBy(answer)).findFirst();
        Matcher letter = LETTER.matcher(answer.strip().toLowerCase(Locale.ROOT));
        if (byText.isPresent() || !letter.matches()) {
            return byText;
        }
        int index = letter.group(1).charAt(0) - 'a';
        String rest = letter.group(2);
        return index >= options.size()
                ? Optional.empty()
                : Optional.of(options.get(index))
                        .filter(one -> rest == null || rest.isBlank() || one.isMeantBy(rest));
    }

    /** What an answer may look like. */
    String range() {
        return "a letter from a to " + letter(options.size() - 1) + ", or the text of an option";
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    /** A text of a lesson with letters before the options of its questions. */
    static String in(String text, Lesson lesson, long seed) {
        String lettered = text;
        for (LessonStep step : lesson.steps()) {
            Course.Place place = new Course.Place(lesson, step);
            lettered =
                    Lesson.optionsOf(step.id())
                            .matcher(lettered)
                            .replaceAll(
                                    Matcher.quoteReplacement(
                                            new LetteredOptions(place, seed).list()));
        }
        return lettered;
    }
}
