package signalkit.course;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One step of a lesson, as {@code lesson.json} describes it; its text is a section of the README.
 *
 * @param id the name of the section, in small letters: predict, step, explain, fix, replay
 * @param points for a pass without help
 * @param answers what is right, where the step is a question; any of them
 * @param why shown after a right answer
 * @param files of the exercise, which the check of the step judges
 * @param made what the check itself makes beside them, once, and judges by
 * @param hints the second and the third grade; of a question, all three
 * @param causes the same for one cause of a failure
 */
public record LessonStep(
        String id,
        int points,
        List<String> answers,
        String why,
        List<String> files,
        List<String> made,
        List<String> hints,
        Map<String, List<String>> causes) {

    /** Fills in what the file leaves out. */
    public LessonStep {
        answers = answers == null ? List.of() : List.copyOf(answers);
        files = files == null ? List.of() : List.copyOf(files);
        made = made == null ? List.of() : List.copyOf(made);
        hints = hints == null ? List.of() : List.copyOf(hints);
        causes = causes == null ? Map.of() : Map.copyOf(causes);
        why = why == null ? "" : why;
    }

    /**
     * Whether the learner answers, instead of having something checked.
     *
     * @return true for a question
     */
    public boolean isQuestion() {
        return !answers.isEmpty();
    }

    /**
     * Whether the learner changes files.
     *
     * @return true for the exercise
     */
    public boolean isExercise() {
        return !files.isEmpty();
    }

    /**
     * Whether an answer is right; case and space do not matter.
     *
     * @param answer what was typed
     * @return true when it is one of the answers
     */
    public boolean accepts(String answer) {
        return answers.stream().anyMatch(right -> plain(right).equals(plain(answer)));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    /**
     * A hint of the second or third grade for a failed check.
     *
     * @param cause of the failure
     * @param grade 2 or 3
     * @return empty text when there is none
     */
    public String hint(String cause, int grade) {
        List<String> found = causes.getOrDefault(cause, hints);
        return grade - 2 < found.size() ? found.get(grade - 2) : "";
    }
}
