package signalkit.course.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that the learner has read out of something, in lines {@code key=value}.
 *
 * @param given by key; lines that start with # are comments
 */
public record Answers(Map<String, String> given) {
    /**
     * What is asked.
     *
     * @param key of the answer
     * @param truth what is right
     * @param hint where to look
     */
    public record Question(String key, String truth, String hint) {}

    /**
     * Reads the answers.
     *
     * @param file with a line for each
     * @return the answers
     * @throws IOException when it cannot be read
     */
    public static Answers read(Path file) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("=", 2);
            if (parts.length == 2 && !line.startsWith("#")) {
                given.put(parts[0].strip(), parts[1].strip());
            }
        }
        return new Answers(given);
    }

    /**
     * Fails with the first answer that is not right, and shows what it was to be read out of.
     *
     * @param questions all of them
     * @param source what they were to be read out of, in a word
     * @param shown the part of it that matters
     * @return the result
     */
    public CheckResult judge(List<Question> questions, String source, List<String> shown) {
        for (Question question : questions) {
            String answer = given.getOrDefault(question.key, "");
            if (!answer.equalsIgnoreCase(question.truth)) {
                return CheckResult.fail(
                                question.key, question.key + " is not what the " + source + " says")
                        .expected(
                                "what the " + source + " below says",
                                answer.isEmpty() ? "nothing" : answer)
                        .traced(shown)
                        .hinted(question.hint);
            }
        }
        String all = "all " + questions.size() + " answers are those of your " + source;
        return CheckResult.pass(all, 0);
    }
}
