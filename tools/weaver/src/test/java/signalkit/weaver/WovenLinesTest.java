package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.woven.Specimen;
import signalkit.woven.Steppable;

/** An agent knows the lines where a signal can come, also of classes that nobody has loaded. */
class WovenLinesTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String SPECIMEN = Specimen.class.getName();
    private static final String STEPPABLE = Steppable.class.getName();

    @TempDir private Path folder;

    @Test
    void lines_are_those_of_the_points_in_the_woven_code() {
        WovenClass woven = weaver(SPECIMEN).weaveClass(ClassFiles.read(SPECIMEN));

        assertTrue(woven.lines().size() > 50, woven.lines()::toString);
        assertEquals(Code.of(woven.classFile()).linesOfPoints(), woven.lines());
    }

    @Test
    void lines_of_a_class_that_is_not_loaded_are_found_on_the_class_path() {
        NavigableSet<Integer> lines = lines(STEPPABLE, CLASS_PATH).byFile().get("Steppable.java");

        assertEquals(pointsOf(STEPPABLE), lines);
    }

    @Test
    void lines_of_a_class_that_is_not_loaded_are_found_in_a_jar() throws Exception {
        Path jar = jarOf(STEPPABLE);

        NavigableMap<String, NavigableSet<Integer>> files =
                lines(STEPPABLE, "/no/such/jar:" + jar).byFile();

        assertEquals(Set.of("Steppable.java"), files.keySet());
        assertEquals(pointsOf(STEPPABLE), files.get("Steppable.java"));
    }

    @Test
    void lines_of_a_class_are_found_in_a_jar_that_a_manifest_names() throws Exception {
        Path library = folder.resolve("a library.jar");
        Files.move(jarOf(STEPPABLE), library);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, "missing.jar http://host/x.jar a%20library.jar");
        Path program = folder.resolve("program.jar");
        new JarOutputStream(Files.newOutputStream(program), manifest).close();

        NavigableMap<String, NavigableSet<Integer>> files =
                lines(STEPPABLE, program.toString()).byFile();

        assertEquals(Set.of("Steppable.java"), files.keySet());
    }

    @Test
    void lines_of_a_loaded_class_are_those_that_were_woven() {
        WovenLines lines = lines("signalkit.woven.", CLASS_PATH);
        lines.add(new WovenClass(STEPPABLE, "Steppable.java", new TreeSet<>(Set.of(7)), null));

        assertEquals(Set.of(7), lines.byFile().get("Steppable.java"));
    }

    @Test
    void lines_of_nested_classes_are_lines_of_their_file() {
        NavigableSet<Integer> lines = lines(SPECIMEN, CLASS_PATH).byFile().get("Specimen.java");

        assertTrue(lines.containsAll(pointsOf(SPECIMEN)));
        assertTrue(lines.containsAll(pointsOf(SPECIMEN + "$Derived")));
    }

    @Test
    void files_that_are_not_selected_are_unknown() {
        assertFalse(lines(STEPPABLE, CLASS_PATH).byFile().containsKey("Specimen.java"));
    }

    @Test
    void what_is_no_jar_is_passed_over() throws Exception {
        Path file = Files.write(folder.resolve("broken.jar"), List.of("no jar"));

        assertEquals(Set.of(), lines(STEPPABLE, file.toString()).byFile().keySet());
    }

    private Path jarOf(String name) throws IOException {
        Path jar = folder.resolve("program.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            entries.write(ClassFiles.read(name));
        }
        return jar;
    }

    private static NavigableSet<Integer> pointsOf(String name) {
        return Code.of(weaver(name).weave(ClassFiles.read(name))).linesOfPoints();
    }

    private static WovenLines lines(String selection, String classPath) {
        return new WovenLines(weaver(selection), classPath);
    }

    private static Weaver weaver(String selection) {
        return new Weaver(Selection.parse(selection), Weaver.Mode.LEAN);
    }
}
