package signalkit.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final String PLACE = "echo-safe/target/echo-safe.jar";

    @TempDir private Path home;

    @Test
    void a_jar_is_where_the_build_puts_it() {
        assertEquals(home.resolve(PLACE), Launcher.place(home, PLACE));
    }

    @Test
    void a_release_has_all_jars_in_one_folder() throws Exception {
        Files.createDirectory(home.resolve("jars"));
        assertEquals(home.resolve(PLACE), Launcher.place(home, PLACE), "a folder of somebody else");

        Files.createFile(home.resolve("jars/echo-safe.jar"));
        assertEquals(home.resolve("jars/echo-safe.jar"), Launcher.place(home, PLACE));
    }
}
