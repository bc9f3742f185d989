package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each library that the explorer is tried on has a driver, and a page that names both releases. */
class FoundPagesTest {
    private static final Path LIBRARIES = Kit.ours().root().resolve("tools/explorer/libraries");
    private static final Path PAGES = Kit.ours().root().resolve("docs/found-by-exploring");

    /** What is wrong with a line of libraries.txt and its page; nothing when all is well. */
    private static List<String> complaints(String line) {
        String[] parts = line.split(" *\\| *", -1);
        Path driver = LIBRARIES.resolve("drivers").resolve(parts[0] + ".java");
        Path page = PAGES.resolve(pageOf(parts[0]));
        List<String> wrong = new ArrayList<>();
        if (!Files.exists(driver)) {
            wrong.add("no driver " + parts[0]);
        }
        if (!Files.exists(page)) {
            wrong.add("no page " + pageOf(parts[0]));
            return wrong;
        }
        String text = Kit.text(page);
        for (String release : List.of(parts[1], parts[2])) {
            String version = release.substring(release.lastIndexOf(':') + 1);
            if (!text.contains(version)) {
                wrong.add(pageOf(parts[0]) + " does not name " + version);
            }
        }
        if (!text.contains("/drivers/" + parts[0] + ".java")) {
            wrong.add(pageOf(parts[0]) + " does not link to its driver");
        }
        if (!Kit.text(PAGES.resolve("README.md")).contains("(" + pageOf(parts[0]) + ")")) {
            wrong.add("the index does not name " + pageOf(parts[0]));
        }
        return wrong;
    }

    private static String pageOf(String driver) {
        return Pattern.compile("(?<=[a-z])(?=[A-Z])")
                        .matcher(driver)
                        .replaceAll("-")
                        .toLowerCase(Locale.ROOT)
                + ".md";
    }

    @Test
    void each_library_has_its_driver_and_its_page() {
        List<String> lines =
                Kit.text(LIBRARIES.resolve("libraries.txt"))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();

        assertTrue(lines.size() >= 7, lines::toString);
        lines.forEach(line -> assertEquals(List.of(), complaints(line)));
    }

    @Test
    void a_library_without_a_page_is_found() {
        assertEquals(
                List.of("no driver NeverFound", "no page never-found.md"),
                complaints("NeverFound | a:b:1 | a:b:2 |"));
        assertEquals(
                List.of("failed-creation.md does not name 9.9"),
                complaints("FailedCreation | a:b:2.4.2 | a:b:9.9 |"));
    }
}
