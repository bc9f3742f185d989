package signalkit.explorer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.view.Sources;

/**
 * What the kit's own scenarios run on: one of the servers, built in the project's folder.
 *
 * <p>A server's scenarios are among its tests, since they use classes that only its package sees.
 * {@code scenarios.properties} beside them names each: the class, a slash and the variant that
 * shows most, if there are variants, and after a space what it is about.
 */
enum Target {
    /** The server whose shutdown is coordinated from a handler; each scenario on its own queue. */
    UNSAFE("echo-unsafe", "signalkit.echo.unsafe", ""),
    /** The server whose shutdown is coordinated by a thread that waits for signals. */
    SAFE("echo-safe", "signalkit.echo.safe", ""),
    /** The unsafe server with its first queue. */
    Q2012("echo-unsafe", "signalkit.echo.unsafe", "2012"),
    /** The unsafe server with its second queue. */
    Q2014("echo-unsafe", "signalkit.echo.unsafe", "2014"),
    /** The unsafe server with its third queue. */
    Q2015("echo-unsafe", "signalkit.echo.unsafe", "2015");

    private static final String WOVEN = "signalkit.echo.,signalkit.event.";

    /** A line of that file; the variant is empty when the scenario has none. */
    record Entry(String className, String variant, String text) {
        static Entry of(String line) {
            String[] parts = line.split(" ", 2);
            String[] names = parts[0].split("/", 2);
            return new Entry(names[0], names.length > 1 ? names[1] : "", parts[1]);
        }
    }

    private final String module;
    private final String packageName;
    private final String variant;

    Target(String module, String packageName, String variant) {
        this.module = module;
        this.packageName = packageName;
        this.variant = variant;
    }

    /** The target of a name as people write it. */
    static Optional<Target> of(String name) {
        for (Target target : values()) {
            if (target.toString().equals(name)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    private static Path home() {
        return Path.of(System.getProperty("signalkit.home", ""));
    }

    private Path module() {
        return home().resolve(module).toAbsolutePath();
    }

    /** Its scenarios by their names; none when the server is not built. */
    Map<String, Entry> scenarios() {
        Path file = tests().resolve(packageName.replace('.', '/')).resolve("scenarios.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, Entry> scenarios = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            scenarios.put(name, Entry.of(properties.getProperty(name)));
        }
        return scenarios;
    }

    /** The code of one of {@link #scenarios}. */
    ScenarioCode code(String scenario) {
        List<Path> places = new ArrayList<>();
        places.add(tests());
        places.add(module().resolve("target").resolve(module + ".jar"));
        ClassLoader loader = loader(places);
        Entry entry = scenarios().get(scenario);
        return new ScenarioCode(packageName + "." + entry.className(), loader, WOVEN)
                .withVariant(variant.isEmpty() ? entry.variant() : variant);
    }

    /** A loader of classes in some places, which finds the kit's own in this program. */
    static ClassLoader loader(List<Path> places) {
        URL[] urls = new URL[places.size()];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = places.get(i).toUri().toURL();
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
        return new URLClassLoader(urls, Target.class.getClassLoader());
    }

    private Path tests() {
        return module().resolve("target/test-classes");
    }

    /** The server's source, then the event loop's. */
    Sources sources() {
        return new Sources(
                List.of(
                        module().resolve("src"),
                        home().resolve("tools/event/src").toAbsolutePath()));
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? name().toLowerCase(Locale.ROOT) : variant;
    }
}
