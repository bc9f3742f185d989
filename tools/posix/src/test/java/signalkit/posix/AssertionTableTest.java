package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** README.md lists every test of this module, and every test that it lists is there. */
class AssertionTableTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");
    private static final Pattern ROW =
            Pattern.compile("\\| (\\w+) \\| (\\d+) \\| `\\w+Test\\.(\\w+)` \\|");

    private static Set<String> documented(Collection<String> lines) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            Matcher matcher = TEST.matcher(line);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static Set<String> present() throws IOException, URISyntaxException {
        Path root =
                Path.of(
                        AssertionTableTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root.resolve("signalkit/posix"))) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith("Test.class")) {
                    names.addAll(testsOf(root.relativize(file).toString()));
                }
            }
        }
        return names;
    }

    private static List<String> testsOf(String classFile) {
        try {
            List<String> names = new ArrayList<>();
            Class<?> type = Class.forName(classFile.replace(".class", "").replace('/', '.'));
            for (Method method : type.getDeclaredMethods()) {
                if (AnnotationSupport.isAnnotated(method, Testable.class)) {
                    names.add(type.getSimpleName() + "." + method.getName());
                }
            }
            return names;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> differences(Set<String> documented, Set<String> present) {
        List<String> found = new ArrayList<>();
        documented.stream().filter(n -> !present.contains(n)).forEach(n -> found.add("gone " + n));
        present.stream().filter(n -> !documented.contains(n)).forEach(n -> found.add("new " + n));
        return found;
    }

    /** Rows whose interface and number are not those at the start of the test's name. */
    private static List<String> misnumbered(Collection<String> lines) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.find() && !row.group(3).startsWith(row.group(1) + "_" + row.group(2) + "_")) {
                found.add(line);
            }
        }
        return found;
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    @Test
    void readme_lists_exactly_the_tests_that_there_are() throws Exception {
        Set<String> present = present();
        assertFalse(present.isEmpty());
        assertEquals(List.of(), differences(documented(readme()), present));
    }

    @Test
    void readme_gives_each_assertion_the_number_in_its_tests_name() throws Exception {
        List<String> lines = readme();
        assertFalse(lines.stream().noneMatch(line -> ROW.matcher(line).find()));
        assertEquals(List.of(), misnumbered(lines));
    }

    @Test
    void checker_sees_a_test_that_is_gone_one_that_is_new_and_a_wrong_number() {
        List<String> lines = List.of("| sigaction | 25 | `SigactionTest.sigaction_26_back` |");
        assertEquals(
                List.of("gone SigactionTest.sigaction_26_back", "new KillTest.kill_1"),
                differences(documented(lines), Set.of("KillTest.kill_1")));
        assertEquals(lines, misnumbered(lines));
    }
}
