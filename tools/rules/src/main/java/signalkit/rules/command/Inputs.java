package signalkit.rules.command;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads class files out of jars, folders and class paths: of a multi-release jar what this JDK
 * would load, of an executable jar the jars in it, too.
 */
final class Inputs {
    /** A place that the user named and that cannot be read. */
    static final class BadPlace extends IOException {
        private static final long serialVersionUID = 1;

        BadPlace(String message) {
            super(message);
        }
    }

    private static final String VERSIONS = "META-INF/versions/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int NEWEST = Runtime.version().feature();

    /** More than any class file may have: a jar that says so lies. */
    private static final int MOST_BYTES = 64 << 20;

    private final List<byte[]> classes = new ArrayList<>();
    private final Map<byte[], String> names = new IdentityHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    // Those that were read, since several may name the same library:
    private final Set<Path> jars = new HashSet<>();

    List<byte[]> classes() {
        return classes;
    }

    /** Where one of the classes was found. */
    String name(byte[] classFile) {
        return names.getOrDefault(classFile, "a class file");
    }

    private void addClass(String name, byte[] bytes) {
        classes.add(bytes);
        names.put(bytes, name);
    }

    /** What could not be looked at. */
    List<String> warnings() {
        return warnings;
    }

    /** Reads places joined as a class path. */
    void readClassPath(String classPath) throws BadPlace {
        for (String place : classPath.split(File.pathSeparator)) {
            if (!place.isEmpty()) {
                paths(place).forEach(this::read);
            }
        }
    }

    /** The files that a place of a class path stands for: {@code lib/*} is all jars in a folder. */
    static List<Path> paths(String place) throws BadPlace {
        if (!place.equals("*") && !place.endsWith(File.separator + "*")) {
            Path path = Path.of(place);
            if (!Files.exists(path)) {
                throw new BadPlace(place + " does not exist; name a jar or a folder of classes");
            }
            if (Files.isRegularFile(path) && !isClass(place)) {
                try {
                    new ZipFile(path.toFile()).close();
                } catch (ZipException e) {
                    throw new BadPlace(place + " is not a jar; name a jar or a folder of classes");
                } catch (IOException e) {
                    throw new BadPlace("cannot read " + place + ": " + e.getMessage());
                }
            }
            return List.of(path);
        }
        Path folder = Path.of(place.equals("*") ? "." : place.substring(0, place.length() - 1));
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
            all.forEach(found::add);
        } catch (IOException e) {
            throw new BadPlace(folder + " is no folder that can be read");
        }
        found.sort(null);
        return found;
    }

    private void read(Path place) {
        try {
            if (Files.isDirectory(place)) {
                try (Stream<Path> found = Files.walk(place)) {
                    for (Path file : found.filter(f -> isClass(f.toString())).sorted().toList()) {
                        addClass(file.toString(), Files.readAllBytes(file));
                    }
                }
            } else if (isClass(place.toString())) {
                addClass(place.toString(), Files.readAllBytes(place));
            } else if (jars.add(place.toRealPath())) {
                readJar(place);
            }
        } catch (IOException | RuntimeException e) {
            warnings.add(place + " cannot be read: " + e.getMessage());
        }
    }

    private void readJar(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (ZipEntry entry : zip.stream().toList()) {
                if (isWanted(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        entries.put(entry.getName(), bytes(in));
                    } catch (IOException | RuntimeException e) {
                        warnings.add(entry.getName() + " of " + path + " cannot be read");
                    }
                }
            }
            Manifest manifest = add(entries, path.toString());
            for (Path library : libraries(path, manifest)) {
                if (Files.exists(library)) {
                    read(library);
                } else {
                    warnings.add(
                            library
                                    + ", which the manifest of "
                                    + path
                                    + " names, does not exist; its classes are not looked at");
                }
            }
        }
    }

    private static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
            throw new IOException("too long");
        }
        return bytes;
    }

    private static boolean isWanted(String name) {
        return isClass(name) || name.endsWith(".jar") || name.equals(MANIFEST);
    }

    /** Adds the classes that a JVM would load, and those of the jars inside. */
    private Manifest add(Map<String, byte[]> entries, String place) {
        Manifest manifest = manifest(entries.get(MANIFEST));
        boolean isMultiRelease =
                manifest != null
                        && "true"
                                .equalsIgnoreCase(
                                        manifest.getMainAttributes()
                                                .getValue(Attributes.Name.MULTI_RELEASE));
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        TreeMap<Integer, Map<String, byte[]>> versions = new TreeMap<>();
        entries.forEach(
                (name, bytes) -> {
                    if (name.startsWith(VERSIONS)) {
                        String[] parts = name.substring(VERSIONS.length()).split("/", 2);
                        if (parts.length == 2 && parts[0].matches("\\d{1,3}")) {
                            versions.computeIfAbsent(
                                            Integer.valueOf(parts[0]), v -> new LinkedHashMap<>())
                                    .put(parts[1], bytes);
                        }
                    } else if (name.endsWith(".jar")) {
                        addNested(name, bytes, place);
                    } else if (isClass(name) && !name.startsWith("META-INF/")) {
                        chosen.put(name, bytes);
                    }
                });
        if (isMultiRelease) {
            versions.headMap(NEWEST, true).values().forEach(chosen::putAll);
        }
        chosen.forEach((name, bytes) -> addClass(name + " of " + place, bytes));
        return manifest;
    }

    private void addNested(String name, byte[] jar, String place) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                if (isWanted(e.getName())) {
                    entries.put(e.getName(), bytes(zip));
                }
            }
            add(entries, name);
        } catch (IOException | RuntimeException e) {
            warnings.add(name + " in " + place + " cannot be read");
        }
    }

    private static Manifest manifest(byte[] bytes) {
        try {
            return bytes == null ? null : new Manifest(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException invalid) {
            return null;
        }
    }

    /** The jars that a manifest names, which the JVM would load with it. */
    private static List<Path> libraries(Path path, Manifest manifest) {
        String names =
                manifest == null
                        ? null
                        : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<Path> found = new ArrayList<>();
        for (String name : names == null ? new String[0] : names.trim().split(" +")) {
            try {
                var uri = path.toAbsolutePath().toUri().resolve(name);
                if ("file".equals(uri.getScheme())) {
                    found.add(Path.of(uri));
                }
            } catch (RuntimeException noPlace) {
                continue; // the JVM ignores it, too
            }
        }
        return found;
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }
}
