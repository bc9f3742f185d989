package signalkit.course.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import signalkit.course.Lesson;

/**
 * A lesson's README as its sections, in order.
 *
 * @param introduction what comes before the first heading, without the title
 * @param sections the rest
 */
record LessonText(String introduction, List<Section> sections) {
    /**
     * A section of the second level.
     *
     * @param title as it is written
     * @param markdown without the heading
     */
    record Section(String title, String markdown) {
        /** The name by which a step is known. */
        String id() {
            return title.toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the text of a lesson; a heading inside a code block is none. */
    static LessonText of(Lesson lesson) {
        List<Section> sections = new ArrayList<>();
        String title = "";
        String introduction = "";
        StringBuilder text = new StringBuilder();
        boolean isFenced = false;
        for (String line : lesson.readme().lines().skip(1).toList()) {
            isFenced ^= line.startsWith("```");
            if (!isFenced && line.startsWith("## ")) {
                if (title.isEmpty()) {
                    introduction = text.toString().strip();
                } else {
                    sections.add(new Section(title, text.toString().strip()));
                }
                title = line.substring(3).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        sections.add(new Section(title, text.toString().strip()));
        return new LessonText(introduction, List.copyOf(sections));
    }
}
