package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import signalkit.woven.Specimen;

/** Class files of each Java release that the kit supports, as this JDK's compiler writes them. */
class ReleasesTest {
    private static final Path SOURCE = Path.of("src/test/java/signalkit/woven/Specimen.java");

    @TempDir private Path classes;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"17,LEAN", "17,FULL", "21,LEAN", "21,FULL", "25,LEAN", "25,FULL"})
    void specimen_of_a_release_computes_the_same(int release, Weaver.Mode mode) throws Exception {
        assumeTrue(release <= Runtime.version().feature(), "this JDK is older");
        Map<String, byte[]> woven = weave(release, mode);
        ClassLoader parent = ReleasesTest.class.getClassLoader();
        Class<?> type =
                new WeavingClassLoader(parent, weaver(mode), woven)
                        .loadClass(Specimen.class.getName());
        assertEquals(Specimen.run(), type.getMethod("run").invoke(null));
    }

    private Map<String, byte[]> weave(int release, Weaver.Mode mode) throws Exception {
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                List.of("--release", "" + release, "-d", "" + classes, "" + SOURCE)
                                        .toArray(String[]::new));
        assertEquals(0, failed);
        Map<String, byte[]> woven = new HashMap<>();
        try (Stream<Path> files = Files.walk(classes).filter(Files::isRegularFile)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                byte[] file = Files.readAllBytes(path);
                ClassReader reader = new ClassReader(file);
                assertEquals(44 + release, reader.readShort(6));
                woven.put(reader.getClassName().replace('/', '.'), weaver(mode).weave(file));
            }
        }
        return woven;
    }

    private static Weaver weaver(Weaver.Mode mode) {
        return new Weaver(Selection.parse("made.up."), mode);
    }
}
