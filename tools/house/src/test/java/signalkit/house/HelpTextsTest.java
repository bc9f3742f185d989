package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of commands show the first text of each one's description, so it is a whole sentence. */
class HelpTextsTest {
    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";

    private static final Pattern FIRST =
            Pattern.compile(
                    "description\\s*=\\s*\\{\\s*((?:" + LITERAL + "\\s*\\+\\s*)*" + LITERAL + ")");

    private static List<String> halves(Kit kit) {
        List<String> halves = new ArrayList<>();
        for (Path file : kit.mainSources()) {
            Matcher first = FIRST.matcher(Kit.text(file));
            while (first.find()) {
                if (!first.group(1).matches("(?s).*[.:!?]\"")) {
                    halves.add(kit.name(file) + ": " + first.group(1));
                }
            }
        }
        return halves;
    }

    @Test
    void no_description_begins_with_half_a_sentence() {
        assertEquals(List.of(), halves(Kit.ours()));
    }

    @Test
    void half_a_sentence_is_found(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("Draw.java"),
                "@Command(description = {\"Draws a \" + \"circle,\", \"or a square.\"})\n"
                        + "@Command(description = {\"Draws a circle.\", \"Or a square.\"})\n");

        assertEquals(List.of("Draw.java: \"Draws a \" + \"circle,\""), halves(new Kit(folder)));
    }
}
