package signalkit.course.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteServerTest {
    @TempDir private Path above;

    private SiteServer server;

    @BeforeEach
    void serve() throws IOException {
        Path site = Files.createDirectories(above.resolve("site"));
        Files.writeString(above.resolve("secret.txt"), "secret");
        Files.writeString(site.resolve("index.html"), "<p>hello");
        Files.writeString(site.resolve("empty.css"), "");
        Files.createSymbolicLink(site.resolve("link.txt"), above.resolve("secret.txt"));
        server = new SiteServer(site);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void folder_shows_its_index_and_says_what_it_is() throws IOException {
        String answer = ask("GET", "/");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("text/html; charset=utf-8"), answer);
        assertTrue(answer.endsWith("<p>hello"), answer);
        assertTrue(ask("GET", "/empty.css").startsWith("HTTP/1.1 200"));
    }

    @Test
    void nothing_above_the_folder_is_served() throws IOException {
        for (String path :
                new String[] {
                    "/../secret.txt",
                    "/%2e%2e/secret.txt",
                    "//" + above + "/secret.txt",
                    "/link.txt",
                    "/a%00b",
                    "/missing.html"
                }) {
            String answer = ask("GET", path);
            assertTrue(answer.matches("(?s)HTTP/1.1 40[04].*"), path + ": " + answer);
        }
    }

    @Test
    void other_methods_are_refused_and_the_head_alone_can_be_asked_for() throws IOException {
        assertTrue(ask("POST", "/").startsWith("HTTP/1.1 405"));
        String head = ask("HEAD", "/");
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
        assertEquals(-1, head.indexOf("hello"));
    }

    /** A socket, because a client of HTTP mends such paths before it asks. */
    private String ask(String method, String path) throws IOException {
        int port = URI.create(server.address()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String request =
                    method + " " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
