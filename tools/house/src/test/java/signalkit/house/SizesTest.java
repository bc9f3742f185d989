package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read in one sitting, and a package is a thing that one sentence can describe. */
class SizesTest {
    private static final int FILE = 400;
    private static final int PACKAGE = 25;
    private static final int FRONT_PAGE = 900;
    private static final int TOOL_PAGE = 700;

    @Test
    void no_java_file_is_longer_than_400_lines() {
        assertEquals(List.of(), longFiles(Kit.ours()));
    }

    @Test
    void no_package_has_more_than_25_classes() {
        assertEquals(List.of(), largePackages(Kit.ours()));
    }

    @Test
    void the_front_page_has_900_words_at_most_and_the_page_of_a_tool_700() {
        assertEquals(List.of(), longPages(Kit.ours()));
    }

    @Test
    void a_file_a_package_and_a_page_that_are_too_large_are_found(@TempDir Path root)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve("tools/x/src/main/java/a"));
        for (int i = 0; i <= PACKAGE; i++) {
            Files.writeString(
                    folder.resolve("C" + i + ".java"), "package a;\n\nclass C" + i + " {}\n");
        }
        Files.writeString(folder.resolve("Long.java"), "package a;\n" + "\n".repeat(FILE));
        Files.writeString(root.resolve("README.md"), "word ".repeat(FRONT_PAGE + 1));
        Files.writeString(root.resolve("tools/x/README.md"), "word ".repeat(TOOL_PAGE + 1));
        Kit kit = new Kit(root);
        assertEquals(List.of("tools/x/src/main/java/a/Long.java: 401"), longFiles(kit));
        assertEquals(List.of("tools/x/src/main/java/a: 27"), largePackages(kit));
        assertEquals(List.of("README.md: 901", "tools/x/README.md: 701"), longPages(kit));
    }

    private static List<String> longFiles(Kit kit) {
        List<String> found = new ArrayList<>();
        for (Path file : kit.files(".java")) {
            long lines = Kit.text(file).lines().count();
            if (lines > FILE) {
                found.add(kit.name(file) + ": " + lines);
            }
        }
        return found;
    }

    private static List<String> largePackages(Kit kit) {
        Map<Path, Integer> classes = new TreeMap<>();
        for (Path file : kit.files(".java")) {
            if (!file.endsWith("package-info.java")) {
                classes.merge(file.getParent(), 1, Integer::sum);
            }
        }
        return classes.entrySet().stream()
                .filter(folder -> folder.getValue() > PACKAGE)
                .map(folder -> kit.name(folder.getKey()) + ": " + folder.getValue())
                .toList();
    }

    private static List<String> longPages(Kit kit) {
        List<String> found = new ArrayList<>();
        for (Path page : kit.files("README.md")) {
            String name = kit.name(page);
            boolean isFront = name.equals("README.md");
            boolean isTool = name.matches("(tools/[^/]*|stress)/README\\.md");
            int words = Kit.text(page).split("\\s+").length;
            if (isFront && words > FRONT_PAGE || isTool && words > TOOL_PAGE) {
                found.add(name + ": " + words);
            }
        }
        return found;
    }
}
