package signalkit.weaver;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The folders and jars of a class path, with the jars that a jar's manifest names. */
final class ClassPath {
    private ClassPath() {}

    /**
     * Finds them as the JVM does: what a manifest names comes right after its jar.
     *
     * @param classPath as the property {@code java.class.path} has it
     * @return folders and files that exist, each once, in the order in which they are searched
     */
    static List<Path> places(String classPath) {
        Deque<Path> left = new ArrayDeque<>();
        for (String item : classPath.split(File.pathSeparator)) {
            try {
                left.add(Path.of(item).toAbsolutePath());
            } catch (InvalidPathException noPlace) {
                // The JVM passes it over, too.
            }
        }
        Set<Path> places = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            Path place = left.remove().normalize();
            if (Files.exists(place) && places.add(place) && Files.isRegularFile(place)) {
                List<Path> named = namedBy(place);
                for (int i = named.size() - 1; i >= 0; i--) {
                    left.addFirst(named.get(i));
                }
            }
        }
        return List.copyOf(places);
    }

    private static List<Path> namedBy(Path jar) {
        List<Path> places = new ArrayList<>();
        for (String name : manifestClassPath(jar).split("\\s+")) {
            try {
                places.add(Path.of(jar.toUri().resolve(name)));
            } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
                // The JVM could load this from elsewhere; the kit never does.
            }
        }
        return places;
    }

    private static String manifestClassPath(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                String names = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                return names == null ? "" : names.strip();
            }
        } catch (IOException unreadable) {
            // The JVM finds nothing there either.
        }
        return "";
    }
}
