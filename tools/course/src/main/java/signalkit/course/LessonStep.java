package signalkit.course;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a lesson, as {@code lesson.json} describes it; its text is a section of the README.
 *
 * @param id the name of the section, in small letters: predict, step, explain, fix, replay
 * @param points for a pass without help
 * @param answers what is right, where the step is a question without options; any of them
 * @param options what to choose from, where the step is a question; one is right
 * @param why shown after a pass; an option has its own
 * @param files of the exercise, which the check of the step judges
 * @param tried the largest number in the files that the check goes beyond; 0 when it promises
 *     nothing for any number
 * @param made what the check itself makes beside them, once, and judges by
 * @param hints the second and the third grade; of a question, all three
 * @param causes the same for one cause of a failure
 */
public record LessonStep(
        String id,
        int points,
        List<String> answers,
        List<AnswerOption> options,
        String why,
        List<String> files,
        int tried,
        List<String> made,
        List<String> hints,
        Map<String, List<String>> causes) {

    /** Fills in what the file leaves out. */
    public LessonStep {
        answers = answers == null ? List.of() : List.copyOf(answers);
        options = options == null ? List.of() : Collections.unmodifiableList(options);
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
        return !answers.isEmpty() || !options.isEmpty();
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
     * Whether an answer is right; only its letters and digits matter.
     *
     * @param answer what was typed
     * @return true when it is one of the answers
     */
    public boolean accepts(String answer) {
        return answers.stream()
                .anyMatch(right -> AnswerOption.plain(right).equals(AnswerOption.plain(answer)));
    }

    /**
     * The right one of the options.
     *
     * @return empty when the step has none
     */
    public Optional<AnswerOption> rightOption() {
        return options.stream().filter(AnswerOption::right).findFirst();
    }

    /** What is wrong with the options; empty when nothing is. */
    Optional<String> faultOfOptions() {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        if (options.contains(null) || options.stream().anyMatch(AnswerOption::isIncomplete)) {
            return Optional.of("an option without a text or a why");
        }
        long right = options.stream().filter(AnswerOption::right).count();
        long texts = options.stream().map(one -> AnswerOption.plain(one.text())).distinct().count();
        return right != 1
                ? Optional.of(right + " right options instead of one")
                : texts < options.size()
                        ? Optional.of("two options that read alike")
                        : Optional.empty();
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
