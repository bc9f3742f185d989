package signalkit.rules.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.annotations.HandlerContext;

/** The goal fails the build as the command would. */
class CheckMojoTest {
    static class Safe {
        volatile boolean stop;

        @HandlerContext
        void onSignal() {
            stop = true;
        }
    }

    static class Unsafe {
        @HandlerContext
        void onSignal() {
            System.out.println("caught");
        }
    }

    @TempDir private Path folder;

    private CheckMojo on(Class<?> type, String... options) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            Files.write(folder.resolve(type.getSimpleName() + ".class"), in.readAllBytes());
        }
        CheckMojo mojo = new CheckMojo();
        mojo.classes = folder.toFile();
        mojo.options = List.of(options);
        return mojo;
    }

    @Test
    void safe_handlers_pass() throws IOException {
        assertDoesNotThrow(on(Safe.class)::execute);
    }

    static class NoHandler {}

    @Test
    void a_module_without_handlers_passes() throws IOException {
        assertDoesNotThrow(on(NoHandler.class)::execute);
    }

    @Test
    void an_unsafe_handler_fails_the_build_and_is_shown() throws IOException {
        CheckMojo mojo = on(Unsafe.class);
        String text = assertThrows(MojoFailureException.class, mojo::execute).getMessage();
        assertTrue(text.contains("Unsafe.onSignal() → java.io.PrintStream.println("), text);
    }

    @Test
    void options_are_those_of_the_command() throws IOException {
        assertDoesNotThrow(on(Unsafe.class, "--rule=exit")::execute);
        CheckMojo mojo = on(Unsafe.class, "--rule=nothing");
        String text = assertThrows(MojoExecutionException.class, mojo::execute).getMessage();
        assertTrue(text.contains("nothing is no rule"), text);
    }

    @Test
    void what_cannot_be_read_fails_the_build() throws IOException {
        CheckMojo mojo = on(Safe.class);
        Files.writeString(folder.resolve("Broken.class"), "no class");
        String text = assertThrows(MojoFailureException.class, mojo::execute).getMessage();
        assertTrue(text.contains("Broken.class cannot be read"), text);
    }

    @Test
    void a_module_without_classes_is_skipped() {
        CheckMojo mojo = new CheckMojo();
        mojo.classes = folder.resolve("absent").toFile();
        assertDoesNotThrow(mojo::execute);
        mojo.classes = folder.toFile();
        assertDoesNotThrow(mojo::execute);
    }
}
