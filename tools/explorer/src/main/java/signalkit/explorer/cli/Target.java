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
 * {@code scenarios.properties} beside them names each, with what it is about.
 */
enum Target {
    /** The server whose shutdown is coordinated from a handler; each scenario on its own queue. */
    UNSAFE("echo-unsafe", "signalkit.echo.unsafe", null),
    /** The server whose shutdown is coordinated by a thread that waits for signals. */
    SAFE("echo-safe", "signalkit.echo.safe", null),
    /** The unsafe server with its first queue. */
    Q2012("echo-unsafe", "signalkit.echo.unsafe", "2012"),
    /** The unsafe server with its second queue. */
    Q2014("echo-unsafe", "signalkit.echo.unsafe", "2014"),
    /** The unsafe server with its third queue. */
    Q2015("echo-unsafe", "signalkit.echo.unsafe", "2015");

    private static final String WOVEN = "signalkit.echo.,signalkit.event.";

    private final String module;
    private final String packageName;
    private final String argument;

    Target(String module, String packageName, String argument) {
        this.module = module;
        this.packageName = packageName;
        this.argument = argument;
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

    /** Names and descriptions of its scenarios; none when the server is not built. */
    Map<String, String> scenarios() {
        Path file = tests().resolve(packageName.replace('.', '/')).resolve("scenarios.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, String> scenarios = new TreeMap<>();
        properties.forEach((name, text) -> scenarios.put((String) name, (String) text));
        return scenarios;
    }

    /** The code of one of {@link #scenarios}. */
    ScenarioCode code(String scenario) {
        List<Path> places = new ArrayList<>();
        places.add(tests());
        places.add(module().resolve("target").resolve(module + ".jar"));
        ClassLoader loader = loader(places);
        ScenarioCode code = new ScenarioCode(className(scenario), loader, WOVEN);
        return argument == null ? code : code.with(argument);
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

    /** self-deadlock is in the class SelfDeadlock. */
    private String className(String scenario) {
        StringBuilder name = new StringBuilder(packageName).append('.');
        for (String word : scenario.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
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
        return argument == null ? name().toLowerCase(Locale.ROOT) : argument;
    }
}
