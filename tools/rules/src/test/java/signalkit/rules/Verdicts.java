package signalkit.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import signalkit.rules.bytecode.Program;

/** Analyses a fixture, a class nested in a test, alone with what is nested in it. */
final class Verdicts {
    private final Class<?> fixture;
    private final Analysis analysis;

    private Verdicts(Class<?> fixture, boolean storedRuns) {
        this.fixture = fixture;
        this.analysis = new Analysis(new Program(classFiles(fixture)), storedRuns);
    }

    /** The violations of the lock-free profile, as {@code KIND: handler → sink}. */
    static List<String> on(Class<?> fixture) {
        return new Verdicts(fixture, true).violations(Profile.LOCK_FREE);
    }

    /** The violations of the strict profile. */
    static List<String> strictOn(Class<?> fixture) {
        return new Verdicts(fixture, true).violations(Profile.STRICT);
    }

    /** The violations when functions may be stored. */
    static List<String> relaxedOn(Class<?> fixture) {
        return new Verdicts(fixture, false).violations(Profile.LOCK_FREE.allowingStoredFunctions());
    }

    /** The violations in full. */
    static List<String> textsOn(Class<?> fixture) {
        Verdicts verdicts = new Verdicts(fixture, true);
        return verdicts.forbidden(Profile.LOCK_FREE)
                .map(violation -> verdicts.trim(violation.toString()))
                .toList();
    }

    /** The names of the handlers found. */
    static List<String> handlersOf(Class<?> fixture) {
        Verdicts verdicts = new Verdicts(fixture, true);
        return verdicts.analysis.handlers().stream()
                .map(handler -> verdicts.trim(handler.toString()))
                .toList();
    }

    /** What is listed as trusted. */
    static List<String> trustedBy(Class<?> fixture) {
        Verdicts verdicts = new Verdicts(fixture, true);
        return verdicts.analysis.trusted().stream().map(verdicts::trim).toList();
    }

    private List<String> violations(Profile profile) {
        return forbidden(profile).map(f -> f.hazard().kind() + ": " + trim(f.firstLine())).toList();
    }

    private Stream<Violation> forbidden(Profile profile) {
        return analysis.violations().stream().filter(profile::forbids);
    }

    private String trim(String text) {
        return text.replace(fixture.getName() + "$", "").replace(outer() + "$", "");
    }

    private String outer() {
        return fixture.getEnclosingClass().getName();
    }

    static List<byte[]> classFiles(Class<?> fixture) {
        List<byte[]> files = new ArrayList<>();
        String name = fixture.getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        // The compiler gives the tables of all switches in a file to the outermost class.
        String table = simple.replaceFirst("\\$.*", "") + "\\$\\d+\\.class";
        try (Stream<Path> folder = Files.list(folderOf(fixture))) {
            for (Path file : folder.sorted().toList()) {
                String found = file.getFileName().toString();
                if (found.equals(simple + ".class")
                        || found.startsWith(simple + "$")
                        || found.matches(table)) {
                    files.add(Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Path folderOf(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try {
            return Path.of(type.getClassLoader().getResource(path).toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(path, e);
        }
    }

    static byte[] classFile(Class<?> type) {
        String path = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
