package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One word, one meaning: no two classes of the kit have the same simple name. */
class NamesTest {
    /** Every program has one. */
    private static final Set<String> COMMON = Set.of("Main", "package-info");

    @Test
    void no_two_classes_share_a_name_but_for_the_twins() {
        assertEquals(List.of(), shared(Kit.ours()));
    }

    @Test
    void a_name_that_stands_twice_is_found_and_a_twin_is_not(@TempDir Path root)
            throws IOException {
        write(root, "tools/x/src/main/java/a/Session.java");
        write(root, "tools/y/src/main/java/b/Session.java");
        write(root, "tools/y/src/main/java/b/Main.java");
        write(root, "tools/x/src/main/java/a/Main.java");
        write(root, "echo-safe/src/main/java/signalkit/echo/safe/Job.java");
        write(root, "echo-unsafe/src/main/java/signalkit/echo/unsafe/Job.java");
        assertEquals(
                List.of(
                        "Session: tools/x/src/main/java/a/Session.java"
                                + " tools/y/src/main/java/b/Session.java"),
                shared(new Kit(root)));
    }

    private static void write(Path root, String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), "");
    }

    private static List<String> shared(Kit kit) {
        Map<String, List<String>> places = new TreeMap<>();
        for (Path file : kit.mainSources()) {
            String name = file.getFileName().toString().replace(".java", "");
            // The safe twin is the one that has a counterpart; each twin counts by its first.
            boolean isTwin = kit.name(file).contains("/echo/safe/");
            if (!COMMON.contains(name) && !isTwin) {
                places.computeIfAbsent(name, absent -> new ArrayList<>()).add(kit.name(file));
            }
        }
        return places.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> name.getKey() + ": " + String.join(" ", name.getValue()))
                .toList();
    }
}
