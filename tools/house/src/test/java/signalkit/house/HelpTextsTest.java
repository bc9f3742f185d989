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

/** What help texts have in common, whichever program shows them. */
class HelpTextsTest {
    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";

    private static final Pattern FIRST =
            Pattern.compile(
                    "description\\s*=\\s*\\{\\s*((?:" + LITERAL + "\\s*\\+\\s*)*" + LITERAL + ")");

    /**
     * Lists of commands show the first text of each one's description, so it is a whole sentence.
     */
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

    /** {@code HelpPage} breaks no word; picocli alone does. */
    private static List<String> withoutPage(Kit kit) {
        return kit.mainSources().stream()
                .filter(file -> Kit.text(file).contains("new CommandLine("))
                .filter(file -> !Kit.text(file).contains("HelpPage."))
                .map(kit::name)
                .toList();
    }

    /** Nobody but the demo {@code native-deadlock} runs this one, and its room knows no other. */
    @Test
    void each_program_shows_its_help_as_all_do() {
        assertEquals(
                List.of("tools/native/src/main/java/signalkit/libc/NativeDeadlock.java"),
                withoutPage(Kit.ours()));
    }

    @Test
    void a_program_with_picoclis_own_help_is_found(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("A.java"), "HelpPage.fit(new CommandLine(new A()))");
        Files.writeString(folder.resolve("B.java"), "new CommandLine(new B())");

        assertEquals(List.of("B.java"), withoutPage(new Kit(folder)));
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
