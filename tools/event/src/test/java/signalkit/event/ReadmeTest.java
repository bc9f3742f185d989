package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
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
class ReadmeTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");

    private static Set<String> documented(List<String> lines) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            Matcher matcher = TEST.matcher(line);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static Set<String> present() throws IOException, ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/signalkit/event"))) {
            for (Path file : files.toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                for (Method method :
                        Class.forName("signalkit.event." + type).getDeclaredMethods()) {
                    if (AnnotationSupport.isAnnotated(method, Testable.class)) {
                        names.add(type + "." + method.getName());
                    }
                }
            }
        }
        return names;
    }

    @Test
    void readme_lists_exactly_the_tests_that_there_are() throws Exception {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        assertEquals(present(), documented(readme));
    }

    @Test
    void a_list_without_one_of_them_is_seen() throws Exception {
        List<String> others =
                Files.readAllLines(Path.of("README.md")).stream()
                        .filter(line -> !line.contains("a_list_without_one_of_them_is_seen"))
                        .toList();
        assertFalse(present().equals(documented(others)));
    }
}
