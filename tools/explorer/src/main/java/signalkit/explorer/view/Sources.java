package signalkit.explorer.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source files that a trace's places are in, found by their names below some folders.
 *
 * <p>Of two files with one name the first counts, in the order of the folders, then of the paths. A
 * file that is not there shows nothing: a trace is good without its source. Not thread-safe.
 */
public final class Sources {
    /** No source at all. */
    public static final Sources NONE = new Sources(List.of());

    private final List<Path> folders;
    private final Map<String, List<String>> files = new HashMap<>();

    /**
     * Sources below some folders.
     *
     * @param folders where to look, the first first; one that does not exist holds nothing
     */
    public Sources(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The text at a place, without its indentation; empty when there is none. */
    String line(Place place) {
        List<String> lines = file(place.file());
        return place.line() >= 1 && place.line() <= lines.size()
                ? lines.get(place.line() - 1).strip()
                : "";
    }

    /**
     * The lines of a file.
     *
     * @param name the file's, without folders
     * @return none when it is not found
     */
    public List<String> file(String name) {
        return files.computeIfAbsent(name, this::read);
    }

    private List<String> read(String name) {
        for (Path folder : folders) {
            Optional<Path> found = find(folder, name);
            if (found.isPresent()) {
                try {
                    return Files.readAllLines(found.get());
                } catch (MalformedInputException e) {
                    return List.of();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return List.of();
    }

    private static Optional<Path> find(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.endsWith(name)).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
