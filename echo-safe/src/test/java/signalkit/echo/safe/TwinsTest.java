package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two servers differ in the lesson and in nothing else: each hunk of their diff says which
 * defect it mends or which promise it keeps, and where to see that.
 *
 * <p>{@code twins.txt} has the tags, {@code docs/diff.md} is the page. After a change that is
 * meant, write the page again with {@code mvn -pl echo-safe -am test -Dtest=TwinsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtwins.write} and read it.
 */
class TwinsTest {
    private static final Path HOME = Path.of("..");
    private static final Path SAFE = Path.of("src/main/java/signalkit/echo/safe");
    private static final Path UNSAFE =
            HOME.resolve("echo-unsafe/src/main/java/signalkit/echo/unsafe");
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path PAGE = HOME.resolve("docs/diff.md");

    private static TwinTags tags() throws IOException {
        return TwinTags.parse(Files.readAllLines(RESOURCES.resolve("twins.txt")));
    }

    private static List<TwinDiff.Hunk> hunks(TwinTags tags, Path from, Path to) throws Exception {
        List<TwinDiff.Hunk> hunks = new ArrayList<>();
        Set<String> others = TwinDiff.files(from, to);
        others.removeAll(tags.introductions().keySet());
        List<String> files = new ArrayList<>(tags.introductions().keySet());
        files.addAll(others);
        for (String file : files) {
            hunks.addAll(TwinDiff.hunks(file, from, to));
        }
        return hunks;
    }

    private static List<String> problems(TwinTags tags, Path safe) throws Exception {
        List<String> problems = new ArrayList<>(tags.match(hunks(tags, UNSAFE, safe)).problems());
        problems.addAll(tags.problems(defects(), promises(), places()));
        for (String file : TwinDiff.files(UNSAFE, safe)) {
            problems.addAll(TwinDiff.needlessImports(file, UNSAFE, safe));
        }
        return problems;
    }

    /** The defects that a server in Java can have: those with a row in one of the tables. */
    private static Set<String> defects() throws IOException {
        String page = Files.readString(HOME.resolve("docs/defects.md"));
        return found(
                "(?m)^\\| (D\\d+) \\|", page.substring(0, page.indexOf("\n## The three gaps")));
    }

    private static Set<String> promises() throws IOException {
        return found("(?m)^\\| (P\\d+) \\|", Files.readString(HOME.resolve("docs/promises.md")));
    }

    /**
     * What a reader can type or open, as in "demo self-deadlock" or "lesson 4", and tests of the
     * servers.
     */
    private static Set<String> places() throws IOException {
        Set<String> places = new TreeSet<>();
        String demos = "tools/shell/src/main/java/signalkit/shell/demo/Demo.java";
        String scenarios = "stress/src/main/resources/META-INF/scenarios.json";
        add(places, "demo ", "\\(\\s*\"([a-z-]+)\"", demos);
        add(places, "scenario ", "\"name\": \"([a-z-]+)\",\\s+\"class\"", scenarios);
        add(places, "fault ", "(?m)^\\| `([a-z0-9-]+)` \\|", "docs/faults.md");
        for (String race : names(HOME.resolve("stress/src/main/java/signalkit/echo/unsafe"))) {
            if (race.matches("Race\\d+\\w+.java")) {
                String words = race.replaceAll("Race\\d+|\\.java", "");
                places.add("race " + words.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase());
            }
        }
        lessons().keySet().forEach(number -> places.add("lesson " + number));
        String tests = "/src/test/java/signalkit/echo/";
        add(places, "test ", "void (\\w+)\\(", "echo-safe" + tests + "safe/EchoServerTest.java");
        add(
                places,
                "test ",
                "void (\\w+)\\(",
                "echo-unsafe" + tests + "unsafe/EchoServerTest.java");
        return places;
    }

    private static void add(Set<String> places, String kind, String pattern, String file)
            throws IOException {
        Set<String> names = found(pattern, Files.readString(HOME.resolve(file)));
        assertFalse(names.isEmpty(), file);
        names.forEach(name -> places.add(kind + name));
    }

    private static Map<String, String> lessons() throws IOException {
        Map<String, String> lessons = new TreeMap<>();
        for (String folder : names(HOME.resolve("lessons"))) {
            if (folder.matches("\\d\\d-.*")) {
                lessons.put("" + Integer.parseInt(folder.substring(0, 2)), folder);
            }
        }
        return lessons;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher row = Pattern.compile(pattern).matcher(text); row.find(); ) {
            found.add(row.group(1));
        }
        return found;
    }

    @Test
    void every_hunk_mends_a_defect_or_keeps_a_promise_and_says_where_to_see_it() throws Exception {
        assertEquals(List.of(), problems(tags(), SAFE));
    }

    @Test
    void the_page_shows_each_hunk_as_it_is() throws Exception {
        TwinTags tags = tags();
        List<String> introduction = Files.readAllLines(RESOURCES.resolve("twins-introduction.md"));
        List<TwinTags.Part> parts = tags.match(hunks(tags, UNSAFE, SAFE)).parts();
        List<String> page = TwinPage.write(introduction, tags.introductions(), parts, lessons());
        if (System.getProperty("twins.write") != null) {
            Files.write(PAGE, page);
        }
        assertEquals(String.join("\n", Files.readAllLines(PAGE)), String.join("\n", page));
    }

    @Test
    void they_have_the_same_files_but_for_historical_queues() throws IOException {
        Set<String> unsafe = TwinDiff.files(UNSAFE);
        assertTrue(unsafe.remove("WorkQueue2014"));
        assertEquals(unsafe, TwinDiff.files(SAFE));
    }

    @Test
    void no_line_is_too_long_for_two_panes() throws IOException {
        for (Path folder : List.of(SAFE, UNSAFE)) {
            for (String file : TwinDiff.files(folder)) {
                List<String> lines = Files.readAllLines(folder.resolve(file + ".java"));
                assertTrue(lines.size() <= 250, file);
                assertTrue(lines.stream().allMatch(line -> line.length() <= 100), file);
            }
        }
    }

    /** Copies the safe server with one line of it changed. */
    private static Path copy(Path to, String file, String text, String changed) throws IOException {
        for (String name : names(SAFE)) {
            Files.copy(SAFE.resolve(name), to.resolve(name));
        }
        Path source = to.resolve(file + ".java");
        String before = Files.readString(source);
        assertTrue(before.contains(text), file);
        Files.writeString(source, before.replace(text, changed));
        return to;
    }

    @Test
    void a_change_to_one_twin_alone_has_no_tag(@TempDir Path copy) throws Exception {
        Path drifted = copy(copy, "Connection", "ended = true;", "ended = !ended;");
        assertEquals(List.of("no tag: Connection: ended = true;"), problems(tags(), drifted));
    }

    @Test
    void a_hunk_that_is_gone_leaves_its_tag(@TempDir Path copy) throws Exception {
        Path mended =
                copy(
                        copy,
                        "EchoServer",
                        "BACKLOG = 1024;",
                        "BACKLOG = 8; // a burst overflows it (D24)");
        assertEquals(
                List.of(
                        "tags nothing: EchoServer: private static final int BACKLOG = 8; // a burst overflows it (D24)"),
                problems(tags(), mended));
    }

    @Test
    void a_new_file_of_one_twin_has_no_tag(@TempDir Path copy) throws Exception {
        Path drifted = copy(copy, "Worker", "P", "P");
        Files.writeString(drifted.resolve("Loops.java"), "package x;\n\nfinal class Loops {}\n");
        assertEquals(List.of("no tag: Loops: final class Loops {}"), problems(tags(), drifted));
    }

    @Test
    void an_import_that_no_hunk_uses_is_seen(@TempDir Path copy) throws Exception {
        Path drifted = copy(copy, "Job", "import ", "import java.util.List;\nimport ");
        assertEquals(List.of("Job: import java.util.List;"), problems(tags(), drifted));
    }

    @Test
    void a_hunk_without_a_tag_a_tag_that_is_none_and_a_place_that_is_none_are_seen()
            throws Exception {
        List<String> text = new ArrayList<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("twins.txt"))) {
            text.add(line.startsWith("D24 |") ? "D18 P99 | demo no-such-demo" : line);
        }
        String tag =
                ": EchoServer: private static final int BACKLOG = 8; // a burst overflows it (D24)";
        assertEquals(
                List.of(
                        "there is no D18" + tag,
                        "there is no P99" + tag,
                        "there is no demo no-such-demo" + tag,
                        "no hunk mends D24"),
                problems(TwinTags.parse(text), SAFE));
        text.replaceAll(line -> line.startsWith("D18 P99") ? " | " : line);
        assertEquals(
                List.of("mends nothing or is seen nowhere" + tag, "no hunk mends D24"),
                problems(TwinTags.parse(text), SAFE));
    }
}
