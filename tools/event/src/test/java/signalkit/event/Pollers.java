package signalkit.event;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pollers that this process has open, which Linux tells. */
final class Pollers {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private Pollers() {}

    /** How many there are; no test can tell elsewhere. */
    static long count() {
        assumeTrue(Files.isDirectory(OPEN), "no /proc here");
        try (var entries = Files.list(OPEN)) {
            return entries.filter(Pollers::isPoller).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPoller(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString().contains("eventpoll");
        } catch (IOException closed) {
            return false; // what listed them, for one
        }
    }
}
