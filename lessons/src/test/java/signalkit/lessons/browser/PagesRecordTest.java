package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signalkit.lessons.Kit;

/**
 * The recorded run of {@link PagesTest} and {@link JourneyTest} keeps what the pages promise.
 *
 * <p>How long a page takes on the clock says more of a busy machine than of the page, so no test
 * asserts it of the run that it is in.
 */
class PagesRecordTest {
    private static final Pattern PAGE =
            Pattern.compile("(\\S+\\.html) +(\\d+) bytes, ready after (\\d+) ms.*");

    private static final Pattern FIRST_BREAK =
            Pattern.compile("(\\w+): ready after \\d+ ms, broken after (\\d+) presses .*");

    private static List<String> record;

    @BeforeAll
    static void read() throws IOException {
        Path results = Kit.HOME.resolve("docs").resolve("results");
        try (Stream<Path> files = Files.list(results)) {
            Path newest =
                    files.filter(file -> file.toString().endsWith("-pages.txt"))
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
            record = Files.readAllLines(newest);
        }
    }

    private static Map<String, Matcher> lines(Pattern pattern) {
        Map<String, Matcher> found = new TreeMap<>();
        for (String line : record) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                found.put(matcher.group(1), matcher);
            }
        }
        return found;
    }

    @Test
    void every_page_was_within_its_share_and_ready_within_a_second() {
        Map<String, Matcher> pages = lines(PAGE);
        List<String> wrong = new ArrayList<>();
        pages.forEach(
                (page, line) -> {
                    boolean isFirst = page.equals("index.html");
                    long share = isFirst ? PagesTest.FIRST_PAGE : PagesTest.OTHER_PAGE;
                    if (Long.parseLong(line.group(2)) > share
                            || Long.parseLong(line.group(3)) > PagesTest.MOST_MILLIS) {
                        wrong.add(line.group());
                    }
                });
        assertEquals(List.of(), wrong);
        assertTrue(pages.containsKey("index.html"));
        for (var lesson : Kit.COURSE.lessons()) {
            assertTrue(pages.containsKey(lesson.name() + ".html"), lesson.name());
        }
    }

    @Test
    void first_program_was_broken_with_few_presses_by_keys_and_by_touch() {
        Map<String, Matcher> ways = lines(FIRST_BREAK);
        assertEquals(List.of("keyboard", "touch"), List.copyOf(ways.keySet()));
        for (Matcher way : ways.values()) {
            assertTrue(Integer.parseInt(way.group(2)) <= JourneyTest.MOST_PRESSES, way.group());
        }
    }
}
