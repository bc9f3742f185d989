package signalkit.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages that say what a module is tested for, made from the names and the javadoc of its tests.
 *
 * <p>A test of the kit is named by a sentence. One that follows the Open POSIX Test Suite begins
 * with an interface and the number of its assertion, and goes into a table.
 */
final class TestPages {
    /** One test class: its name, its file as people name it, its purpose, its tests in order. */
    record TestClass(String name, String file, String purpose, List<String> tests) {
        /** From a page in {@code docs}. */
        String link() {
            return "[" + name + "](../" + file + ")";
        }
    }

    /** A test of a numbered assertion. */
    private record Assertion(String interfaceName, int number, String row) {}

    private static final Pattern TEST =
            Pattern.compile(
                    "(?ms)^    @(?:Test|Rounds|RepeatedTest|ParameterizedTest|TestFactory)\\b"
                            + ".*?\\bvoid (\\w+)\\(");
    private static final Pattern INTERFACE =
            Pattern.compile(
                    "(kill|nanosleep|pthread_[a-z_]+?|raise|sem_[a-z]+|sig[a-z]+|timer_[a-z]+)"
                            + "_(\\d+)_(\\w+)");
    private static final Pattern PURPOSE =
            Pattern.compile(
                    "(?ms)^/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\\n]*\\n)*(?:final )?class ");
    private static final Pattern LINK = Pattern.compile("\\{@(?:link|code) #?([^}]*)}");
    private static final Pattern ERROR =
            Pattern.compile("\\be(again|busy|deadlk|intr|inval|perm|srch|timedout)\\b");

    private static final String SUITE =
            "The suite numbers the assertions of each interface. Its tests are in C, so each"
                    + " assertion that is tried has a test of its own here, which bears its name."
                    + " What is tried holds: otherwise the build fails. What is not tried has its"
                    + " reason in the last column.";

    private final Kit kit;

    TestPages(Kit kit) {
        this.kit = kit;
    }

    /** The page of the tests below a folder. */
    String page(String title, String folder, String note) {
        List<TestClass> classes = classes(folder);
        List<String> lines = new ArrayList<>(List.of("# " + title, "", note, ""));
        List<Assertion> assertions =
                classes.stream()
                        .flatMap(type -> type.tests().stream().flatMap(t -> assertion(type, t)))
                        .sorted(
                                Comparator.comparing(Assertion::interfaceName)
                                        .thenComparing(Assertion::number))
                        .toList();
        String level = "## ";
        if (!assertions.isEmpty()) {
            SuiteTable table = suite(folder);
            if (table != null) {
                assertions.forEach(each -> table.tried(each.interfaceName(), each.number()));
                lines.addAll(List.of("## How many of the Open POSIX Test Suite", "", SUITE, ""));
                lines.addAll(table.rows());
                lines.add("");
                table.mistakes().forEach(mistake -> lines.add("**Mistake**: " + mistake));
            }
            lines.addAll(List.of("## Assertions of the Open POSIX Test Suite", ""));
            lines.add("| Interface | Assertion | What holds | Test |");
            lines.add("|---|---|---|---|");
            assertions.forEach(each -> lines.add(each.row()));
            lines.addAll(List.of("", "## What else holds", ""));
            level = "### ";
        }
        for (TestClass type : classes) {
            List<String> others =
                    type.tests().stream().filter(t -> !INTERFACE.matcher(t).matches()).toList();
            if (!others.isEmpty()) {
                lines.addAll(List.of(level + type.link(), ""));
                lines.addAll(type.purpose().isEmpty() ? List.of() : List.of(type.purpose(), ""));
                others.forEach(test -> lines.add("- " + sentence(test)));
                lines.add("");
            }
        }
        return String.join("\n", lines);
    }

    /** The table of the suite that a folder lists; null when it lists none. */
    private SuiteTable suite(String folder) {
        Path list = kit.root().resolve(folder).resolve("suite/assertions.txt");
        return Files.exists(list) ? new SuiteTable(Kit.text(list)) : null;
    }

    /** The test classes below a folder, by name. */
    List<TestClass> classes(String folder) {
        List<TestClass> found = new ArrayList<>();
        for (Path file : kit.files("Test.java")) {
            if (kit.name(file).startsWith(folder + "/")) {
                String text = Kit.text(file);
                List<String> tests = TEST.matcher(text).results().map(t -> t.group(1)).toList();
                String name = file.getFileName().toString().replace(".java", "");
                found.add(new TestClass(name, kit.name(file), purpose(text), tests));
            }
        }
        found.sort(Comparator.comparing(TestClass::name));
        return found;
    }

    /** The first sentence of the class's javadoc; empty without one. */
    private static String purpose(String text) {
        Matcher javadoc = PURPOSE.matcher(text);
        if (!javadoc.find()) {
            return "";
        }
        String words = javadoc.group(1).replaceAll("\\s*\\n \\*", " ").replaceAll("\\s+", " ");
        String first = words.strip().split("(?<=\\.) | <p>", 2)[0];
        return LINK.matcher(first).replaceAll(link -> "`" + link.group(1).replace('#', '.') + "`");
    }

    private static Stream<Assertion> assertion(TestClass type, String test) {
        Matcher name = INTERFACE.matcher(test);
        if (!name.matches()) {
            return Stream.of();
        }
        String cells = String.join(" | ", name.group(2), words(name.group(3)), type.link());
        String row = "| `" + name.group(1) + "` | " + cells + " |";
        return Stream.of(new Assertion(name.group(1), Integer.parseInt(name.group(2)), row));
    }

    private static String sentence(String test) {
        String words = words(test);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String words(String name) {
        return ERROR.matcher(name.replace('_', ' '))
                .replaceAll(error -> error.group().toUpperCase(Locale.ROOT));
    }
}
