package signalkit.echo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts the file descriptors that a server has to close: the sockets of its port, and pollers.
 *
 * <p>The kernel is asked, and not those who should have closed them. Stateless. Source: proc(5),
 * {@code /proc/pid/fd} and {@code /proc/pid/net/tcp}.
 */
final class Descriptors {
    private static final String POLLER = "anon_inode:[eventpoll]";
    private static final String SOCKET = "socket:[";

    private Descriptors() {}

    /** A count for the server's log; empty on a system without {@code /proc}. */
    static String describe(int port) {
        Path self = Path.of("/proc/self");
        try (Stream<Path> entries = Files.list(self.resolve("fd"))) {
            List<String> links = entries.map(Descriptors::link).toList();
            long pollers = links.stream().filter(POLLER::equals).count();
            Set<String> sockets =
                    links.stream()
                            .filter(link -> link.startsWith(SOCKET))
                            .map(link -> link.substring(SOCKET.length(), link.length() - 1))
                            .collect(Collectors.toCollection(HashSet::new));
            // Those that are no server's: a debugger's, for one.
            sockets.retainAll(inodes(self, port));
            return " descriptors=" + (pollers + sockets.size());
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String link(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** The sockets of a port: a listener's, those that it accepted, and none that is closed. */
    private static Set<String> inodes(Path self, int port) throws IOException {
        String end = String.format(Locale.ROOT, ":%04X ", port);
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path path = self.resolve("net").resolve(table);
            if (Files.exists(path)) {
                try (Stream<String> lines = Files.lines(path)) {
                    lines.filter(line -> line.contains(end))
                            .map(line -> line.strip().split(" +"))
                            .filter(columns -> (columns[1] + " ").endsWith(end))
                            .forEach(columns -> inodes.add(columns[9]));
                }
            }
        }
        return inodes;
    }
}
