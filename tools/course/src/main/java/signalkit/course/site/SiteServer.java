package signalkit.course.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the pages of a folder to browsers on this machine.
 *
 * <p>It listens on the loopback address, on a port that the system chooses, and serves the files of
 * the folder and nothing above it. Thread-safe.
 */
public final class SiteServer implements AutoCloseable {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "txt", "text/plain; charset=utf-8",
                    "woff2", "font/woff2");

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;

    private final HttpServer server;
    private final Path root;

    /**
     * Starts to serve.
     *
     * @param folder with the pages
     * @throws IOException when no port is to be had
     */
    public SiteServer(Path folder) throws IOException {
        root = folder.toAbsolutePath().normalize();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Where the first page is.
     *
     * @return an address for a browser
     */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.sendResponseHeaders(WRONG_METHOD, -1);
                return;
            }
            Optional<Path> page = page(exchange.getRequestURI().getPath());
            if (page.isEmpty()) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            byte[] content = Files.readAllBytes(page.get());
            exchange.getResponseHeaders().set("Content-Type", type(page.get()));
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            boolean isAsked = method.equals("GET") && content.length > 0;
            exchange.sendResponseHeaders(OK, isAsked ? content.length : -1);
            if (isAsked) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(content);
                }
            }
        }
    }

    /** The file of a path; empty when it is none of the folder's, wherever a link leads. */
    private Optional<Path> page(String path) throws IOException {
        try {
            Path file = root.resolve(path.replaceFirst("^/+", "")).normalize();
            Path page = Files.isDirectory(file) ? file.resolve("index.html") : file;
            return Files.isRegularFile(page) && page.toRealPath().startsWith(root.toRealPath())
                    ? Optional.of(page)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        String end = name.substring(name.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(end, "application/octet-stream");
    }

    /** Ends it at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}
