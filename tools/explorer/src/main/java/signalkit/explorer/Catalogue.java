package signalkit.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scenarios of one of the two servers, by name.
 *
 * <p>They are test classes of the server's module, so that they reach its inner classes; a file
 * {@code scenarios.txt} beside them lists each with its name, its class and a sentence. Behind the
 * class, after a slash, may stand the year of the queue that shows the defect best. Immutable.
 */
public final class Catalogue {
    /** What can stand after {@code --on}: the servers, and the years of the unsafe queue. */
    public static final List<String> SIDES = List.of("unsafe", "safe", "2012", "2014", "2015");

    private static final String LIST = "scenarios.txt";

    /**
     * A scenario.
     *
     * @param name what a user types
     * @param summary what it shows, in one sentence
     * @param className the class
     * @param year what {@code unsafe} stands for; empty when every year is the same
     */
    public record Entry(String name, String summary, String className, String year) {}

    private final String side;
    private final List<Entry> entries;
    private final ClassLoader loader;

    private Catalogue(String side, List<Entry> entries, ClassLoader loader) {
        this.side = side;
        this.entries = entries;
        this.loader = loader;
    }

    /**
     * Opens the catalogue of a side.
     *
     * @param home the project's folder, built with its tests
     * @param side one of {@link #SIDES}; {@code unsafe} is the queue that shows most
     * @return the catalogue
     * @throws ScenarioException when there is no such side, or nothing was built
     */
    public static Catalogue open(Path home, String side) {
        requireSide(side);
        String module = side.equals("safe") ? "echo-safe" : "echo-unsafe";
        Path target = home.resolve(module).resolve("target");
        Path classes = target.resolve("test-classes");
        Path jar = target.resolve(module + ".jar");
        if (!Files.isRegularFile(classes.resolve(LIST)) || !Files.isRegularFile(jar)) {
            throw new ScenarioException(
                    "there are no scenarios in "
                            + classes
                            + "; build them with: mvn -DskipTests package");
        }
        try {
            URL[] places = {classes.toUri().toURL(), jar.toUri().toURL()};
            return of(new URLClassLoader(module, places, Catalogue.class.getClassLoader()), side);
        } catch (MalformedURLException e) {
            throw new ScenarioException(classes + " cannot be a class path: " + e.getMessage());
        }
    }

    /**
     * Opens the catalogue that a class loader finds.
     *
     * @param loader has the list, and the classes
     * @param side one of {@link #SIDES}
     * @return the catalogue
     * @throws ScenarioException when there is no such side, or no list
     */
    public static Catalogue of(ClassLoader loader, String side) {
        requireSide(side);
        try (InputStream list = loader.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new ScenarioException("there is no " + LIST + " on the class path");
            }
            return new Catalogue(side, read(list), loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSide(String side) {
        if (!SIDES.contains(side)) {
            throw new ScenarioException(
                    "there is no side «" + side + "»; choose one of: " + String.join(" ", SIDES));
        }
    }

    private static List<Entry> read(InputStream list) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+", 3);
                String[] code = parts[1].split("/", 2);
                String year = code.length == 1 ? "" : code[1];
                entries.add(new Entry(parts[0], parts[2], code[0], year));
            }
        }
        return List.copyOf(entries);
    }

    /**
     * All scenarios of this side.
     *
     * @return in the order of the list
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * The code of a scenario.
     *
     * @param name of an entry
     * @return what {@link Explorer} takes
     * @throws ScenarioException when there is none of that name; the message lists those there are
     */
    public ScenarioCode find(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                ScenarioCode code = new ScenarioCode(entry.className(), loader);
                return switch (side) {
                    case "safe" -> code;
                    case "unsafe" -> code.withVariant(entry.year());
                    default -> code.withVariant(side);
                };
            }
        }
        throw new ScenarioException(
                "there is no scenario «"
                        + name
                        + "»; there is: "
                        + entries.stream().map(Entry::name).collect(Collectors.joining(" ")));
    }
}
