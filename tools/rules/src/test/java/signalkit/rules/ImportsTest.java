package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ArchUnit calls two imports equal when their classes have the same names. */
class ImportsTest {
    private static final String BEFORE =
            "class Same { @signalkit.annotations.HandlerContext void on() { ";

    @TempDir private Path folder;

    private boolean hasViolation(String name, String body) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(place.resolve("Same.java"), BEFORE + body + " } }");
        String classPath = System.getProperty("java.class.path");
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, source.toString());
        assertTrue(status == 0, "the class compiles");
        return HandlerRules.handlers_do_no_io
                .evaluate(new ClassFileImporter().importPath(place))
                .hasViolation();
    }

    @Test
    void second_import_of_the_same_names_is_judged_by_its_own_code() throws IOException {
        assertTrue(hasViolation("first", "System.out.println();"));
        assertFalse(hasViolation("second", ""));
    }
}
