package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The concept test has twelve questions of four answers, and a key that fits them. */
class ConceptTestTest {
    private static final int QUESTIONS = 12;

    private static final Pattern QUESTION =
            Pattern.compile("(?m)^\\*\\*(\\d+)\\.\\*\\*[\\s\\S]*?((?:^- [a-d]\\) .*\\n)+)");

    private static final Pattern KEY =
            Pattern.compile("(?m)^\\| (\\d+) \\| ([a-d]) \\| (\\d+) \\| (.*) \\|$");

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Kit.COURSE.folder().resolve("CONCEPT-TEST.md"));
    }

    @Test
    void each_question_has_four_answers() {
        List<MatchResult> questions = QUESTION.matcher(text).results().toList();
        assertEquals(QUESTIONS, questions.size());
        for (int i = 0; i < QUESTIONS; i++) {
            assertEquals("" + (i + 1), questions.get(i).group(1));
            List<String> letters =
                    questions.get(i).group(2).lines().map(line -> line.substring(2, 3)).toList();
            assertEquals(List.of("a", "b", "c", "d"), letters, "question " + (i + 1));
        }
    }

    @Test
    void key_has_one_letter_for_each_and_explains_the_other_three() {
        List<MatchResult> rows = KEY.matcher(text).results().toList();
        assertEquals(QUESTIONS, rows.size());
        for (MatchResult row : rows) {
            for (String letter : List.of("a", "b", "c", "d")) {
                boolean isExplained = row.group(4).matches("(.*[ ,;])?" + letter + "[,:].*");
                assertEquals(!letter.equals(row.group(2)), isExplained, row.group() + letter);
            }
        }
    }

    @Test
    void no_letter_is_right_more_often_than_another_by_much() {
        Map<String, Long> rights =
                KEY.matcher(text)
                        .results()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.group(2), TreeMap::new, Collectors.counting()));
        assertEquals(4, rights.size());
        assertTrue(rights.values().stream().allMatch(count -> count == 3), rights::toString);
    }
}
