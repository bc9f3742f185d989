package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nobody types a count: the page that says what was compared quotes the records. */
class CountsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\|.*\\| (`.+`) \\| \\[.*]\\((.+)\\) \\|$");
    private static final Pattern PROPERTY =
            Pattern.compile("(?m)^        <((?:kernel|libevent)\\.[a-z]+)>");
    private static final Path DOCS = Kit.ours().root().resolve("docs");

    /** The quotes of a page that are in no record. */
    private static List<String> wrong(String page) {
        List<String> wrong = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            Path record = DOCS.resolve(row.group(2));
            String text = Files.exists(record) ? Kit.text(record) : "";
            for (String quote : row.group(1).split("`(, `)?")) {
                if (!text.contains(quote) || !text.contains("status: 0\n")) {
                    wrong.add(quote);
                }
            }
        }
        return wrong;
    }

    @Test
    void page_quotes_its_records() {
        String page = Kit.text(DOCS.resolve("kernel-agrees.md"));
        assertFalse(ROW.matcher(page).results().toList().isEmpty());
        assertEquals(List.of(), wrong(page));
    }

    @Test
    void count_that_no_record_has_is_found() {
        String page = Kit.text(DOCS.resolve("kernel-agrees.md"));
        assertEquals(
                List.of("50001 random programs from number 1 on: 0 disagree with the kernel"),
                wrong(page.replace("`50000 random", "`50001 random")));
    }

    /** The properties of -Pkernel that a module's tests read, and that its pom does not hand on. */
    private static List<String> lost(Path module, String pom) {
        List<String> lost = new ArrayList<>();
        for (Path test : new Kit(module).files(".java")) {
            String text = Kit.text(test);
            Matcher property = PROPERTY.matcher(Kit.text(Kit.ours().root().resolve("pom.xml")));
            while (property.find()) {
                String name = property.group(1);
                if (text.contains('"' + name + '"') && !pom.contains("${" + name + "}")) {
                    lost.add(test.getFileName() + " reads " + name);
                }
            }
        }
        return lost;
    }

    @Test
    void tests_get_the_properties_of_the_profile() {
        for (String name : List.of("posix", "event", "explorer")) {
            Path module = Kit.ours().root().resolve("tools").resolve(name);
            String pom = Kit.text(module.resolve("pom.xml"));
            assertEquals(List.of(), lost(module, pom), name);
            assertFalse(
                    lost(module, pom.replace("${kernel.", "${").replace("${libevent.", "${"))
                            .isEmpty());
        }
    }
}
