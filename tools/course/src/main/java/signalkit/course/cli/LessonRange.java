package signalkit.course.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.cli.TypedCommand;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;

/**
 * Some of the lessons of a course.
 *
 * @param numbers of the lessons; none stands for all
 */
record LessonRange(Set<Integer> numbers) {
    static final LessonRange ALL = new LessonRange(Set.of());

    private static final Pattern PART = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    /** Reads {@code 8}, {@code 8-10} or {@code 2,8-10}; gaps in the numbering are no error. */
    static LessonRange of(String text, Course course) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new LessonException(
                        "«" + part + "» is no range of lessons; write 8, 8-10 or 2,8-10");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            int before = numbers.size();
            course.lessons().stream()
                    .map(Lesson::number)
                    .filter(number -> first <= number && number <= last)
                    .forEach(numbers::add);
            if (numbers.size() == before) {
                throw new LessonException(
                        "there is no lesson in «"
                                + part
                                + "»; "
                                + TypedCommand.of("lesson list")
                                + " shows those there are");
            }
        }
        return new LessonRange(numbers);
    }

    boolean contains(Lesson lesson) {
        return numbers.isEmpty() || numbers.contains(lesson.number());
    }
}
