package signalkit.explorer;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import signalkit.cli.Spelling;

/**
 * Scenarios that are known by name, on one or more sides: programs that have the same scenarios.
 *
 * <p>A jar or folder that holds their classes lists them in {@value #LIST}:
 *
 * <pre>{@code
 * {
 *   "sides": [
 *     {"name": "old", "package": "a.b.old", "variants": ["1", "2"], "sources": ["old/src"]},
 *     {"name": "new", "package": "a.b.new", "variants": [], "sources": ["new/src"]}
 *   ],
 *   "scenarios": [
 *     {"name": "lost-job", "class": "LostJob", "variant": "1", "summary": "a job is added late"}
 *   ]
 * }
 * }</pre>
 *
 * <p>Each scenario has a class of the given name in the package of each side. The name of a variant
 * stands for its side with {@link Plan#variant} set to it; on a side that has variants, a scenario
 * names the one that shows its defect best. Immutable.
 */
public final class Catalogue {
    /** Where a jar or folder lists its scenarios. */
    public static final String LIST = "META-INF/scenarios.json";

    /**
     * A scenario.
     *
     * @param name what a user types
     * @param className the class, without its package
     * @param variant the one that is meant when none is named; empty when there is no difference
     * @param summary what happens in it, in a few words
     */
    public record Entry(
            String name,
            @SerializedName("class") String className,
            String variant,
            String summary) {
        private boolean isWhole() {
            return Stream.of(name, className, variant, summary).allMatch(Objects::nonNull);
        }
    }

    private record Side(
            String name,
            @SerializedName("package") String packageName,
            List<String> variants,
            List<String> sources) {
        private boolean isWhole() {
            return Stream.of(name, packageName, variants, sources).allMatch(Objects::nonNull);
        }
    }

    private record Contents(List<Side> sides, List<Entry> scenarios) {
        private boolean isWhole() {
            return sides != null
                    && scenarios != null
                    && !sides.isEmpty()
                    && sides.stream().allMatch(Side::isWhole)
                    && scenarios.stream().allMatch(Entry::isWhole);
        }
    }

    private final Contents contents;
    private final ClassLoader loader;

    private Catalogue(Contents contents, ClassLoader loader) {
        this.contents = contents;
        this.loader = loader;
    }

    /**
     * Opens the catalogue in a jar or a folder.
     *
     * @param place also holds the classes, with all that they need beside the explorer and the JDK
     * @return the catalogue
     * @throws ScenarioException when there is none
     */
    public static Catalogue open(Path place) {
        if (!Files.exists(place)) {
            throw new ScenarioException(
                    "there are no scenarios in "
                            + place
                            + "; build them with: mvn -DskipTests package");
        }
        try {
            URL[] places = {place.toUri().toURL()};
            return read(
                    new URLClassLoader("scenarios", places, Catalogue.class.getClassLoader()),
                    place.toString());
        } catch (MalformedURLException e) {
            throw new ScenarioException(place + " cannot be a class path: " + e.getMessage());
        }
    }

    /**
     * Opens the catalogue that a class loader finds.
     *
     * @param loader has the list, and the classes
     * @return the catalogue
     * @throws ScenarioException when there is none
     */
    public static Catalogue of(ClassLoader loader) {
        return read(loader, "the class path");
    }

    private static Catalogue read(ClassLoader loader, String place) {
        try (InputStream list = loader.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new ScenarioException(
                        "there are no scenarios in " + place + ": it has no " + LIST);
            }
            Reader text = new InputStreamReader(list, StandardCharsets.UTF_8);
            Contents contents = new Gson().fromJson(text, Contents.class);
            if (contents == null || !contents.isWhole()) {
                throw malformed(place, "something is missing");
            }
            return new Catalogue(contents, loader);
        } catch (JsonParseException e) {
            throw malformed(place, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScenarioException malformed(String place, String why) {
        return new ScenarioException(
                LIST
                        + " in "
                        + place
                        + " is no list of scenarios: "
                        + why
                        + "; the javadoc of Catalogue shows one");
    }

    /**
     * All scenarios.
     *
     * @return in the order of the list
     */
    public List<Entry> entries() {
        return List.copyOf(contents.scenarios());
    }

    /**
     * What scenarios can be explored on: the names of the sides, then those of their variants.
     *
     * @return the usual one first
     */
    public List<String> sides() {
        List<String> names = new ArrayList<>();
        contents.sides().forEach(side -> names.add(side.name()));
        contents.sides().forEach(side -> names.addAll(side.variants()));
        return names;
    }

    /**
     * Another side than one, to compare it with.
     *
     * @param on one of {@link #sides}
     * @return the first one; empty when there is no other
     * @throws ScenarioException when there is no such side
     */
    public Optional<String> other(String on) {
        Side own = side(on);
        return contents.sides().stream().filter(side -> side != own).map(Side::name).findFirst();
    }

    /**
     * The code of a scenario.
     *
     * @param name of an entry
     * @param on one of {@link #sides}
     * @return what {@link Explorer} takes
     * @throws ScenarioException when there is no such scenario or side; the message lists those
     *     there are
     */
    public ScenarioCode find(String name, String on) {
        Side side = side(on);
        Entry entry = entry(name);
        String className = side.packageName() + "." + entry.className();
        String usual = side.variants().isEmpty() ? "" : entry.variant();
        return new ScenarioCode(className, loader)
                .named(name)
                .withVariant(on.equals(side.name()) ? usual : on);
    }

    /**
     * Where the source files of a side are.
     *
     * @param on one of {@link #sides}
     * @return folders, from the folder of the project that the catalogue is of
     * @throws ScenarioException when there is no such side
     */
    public List<Path> sources(String on) {
        return side(on).sources().stream().map(Path::of).toList();
    }

    private Side side(String on) {
        for (Side side : contents.sides()) {
            if (side.name().equals(on) || side.variants().contains(on)) {
                return side;
            }
        }
        throw new ScenarioException(
                "no side is called " + Spelling.named(on) + "; " + Spelling.remedy(on, sides()));
    }

    private Entry entry(String name) {
        for (Entry entry : contents.scenarios()) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        List<String> names = contents.scenarios().stream().map(Entry::name).toList();
        throw new ScenarioException(
                "no scenario is called "
                        + Spelling.named(name)
                        + "; "
                        + Spelling.remedy(name, names));
    }
}
