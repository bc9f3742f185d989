package signalkit.course.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is deleted with all that is in it when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * Makes a folder.
     *
     * @return an empty one
     * @throws IOException when the system refuses
     */
    public static TemporaryFolder make() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("signalkit-check"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                delete(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a process that has just been killed still writes there stays behind. */
    private static void delete(Path each) throws IOException {
        try {
            Files.deleteIfExists(each);
        } catch (DirectoryNotEmptyException e) {
            each.toFile().deleteOnExit();
        }
    }
}
