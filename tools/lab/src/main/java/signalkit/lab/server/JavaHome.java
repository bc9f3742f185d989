package signalkit.lab.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import signalkit.lab.LabException;

/**
 * The JDK that servers run on.
 *
 * @param folder its home
 */
public record JavaHome(Path folder) {
    private static final int OLDEST = 17;

    /**
     * The JDK that this runs on.
     *
     * @return its home
     */
    public static JavaHome current() {
        return new JavaHome(Path.of(System.getProperty("java.home")));
    }

    /**
     * Another JDK.
     *
     * @param folder its home
     * @return the checked home
     * @throws LabException when there is no Java or an old one
     */
    public static JavaHome at(Path folder) {
        JavaHome home = new JavaHome(folder.toAbsolutePath());
        if (!Files.isExecutable(home.java())) {
            throw LabException.usage(
                    folder + " is no JDK: it has no bin/java; give the folder above bin");
        }
        int version = home.version();
        if (version < OLDEST) {
            throw LabException.usage(
                    folder
                            + " is Java "
                            + version
                            + ", too old: the servers need "
                            + OLDEST
                            + " or newer");
        }
        return home;
    }

    Path java() {
        return folder.resolve("bin").resolve("java");
    }

    /** The feature version of the file {@code release} that every JDK since 9 has. */
    private int version() {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("release"))) {
            release.load(reader);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Runtime.Version.parse(version.replaceFirst("_.*", "")).feature();
        } catch (IOException | IllegalArgumentException unknown) {
            throw LabException.usage(
                    folder
                            + " does not say its version (file release); choose a JDK "
                            + OLDEST
                            + " or newer");
        }
    }
}
