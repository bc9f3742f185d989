package signalkit.course.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What all pages share: the head with its policy, the way around, the foot.
 *
 * <p>A page loads scripts and styles of its own folder alone. They are classic scripts, because a
 * browser loads no modules from {@code file://}, and what they need of the build is in the page, as
 * JSON in an element that no browser runs.
 */
record SiteFrame(String file, String title, String description, String kind, List<String> scripts) {
    private static final String TEMPLATE = resource("page.html");

    /** The pages that each page leads to, in order. */
    private static final List<Map.Entry<String, String>> NAVIGATION =
            List.of(
                    Map.entry("course.html", "Course"),
                    Map.entry("twins.html", "Twins"),
                    Map.entry("signal.html", "A signal’s way"),
                    Map.entry("teaching.html", "Teach"));

    /**
     * Writes the page.
     *
     * @param folder where to
     * @param body what is in it, as HTML
     */
    void write(Path folder, String body) throws IOException {
        StringBuilder loaded = new StringBuilder();
        for (String script : scripts) {
            loaded.append("<script src=\"").append(script).append("\" defer></script>\n");
        }
        String page =
                TEMPLATE.replace("«title»", CodeColours.escape(title))
                        .replace("«description»", CodeColours.escape(description))
                        .replace("«kind»", kind)
                        .replace("«scripts»", loaded)
                        .replace("«nav»", navigation())
                        .replace("«body»", body);
        Files.writeString(folder.resolve(file), page);
    }

    private String navigation() {
        StringBuilder links = new StringBuilder();
        for (Map.Entry<String, String> page : NAVIGATION) {
            String here = page.getKey().equals(file) ? " aria-current=\"page\"" : "";
            links.append("<a href=\"").append(page.getKey()).append('"').append(here).append('>');
            links.append(page.getValue()).append("</a>");
        }
        return links.toString();
    }

    /** An element with data for a script; no text in it can end it. */
    static String data(String id, String json) {
        return "<script type=\"application/json\" id=\""
                + id
                + "\">"
                + json.replace("<", "\\u003c")
                + "</script>\n";
    }

    /** A file of the pages that is not made. */
    static String resource(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The same as bytes. */
    static byte[] bytes(String name) {
        try (InputStream in = SiteFrame.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
