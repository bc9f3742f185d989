package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"trace\">(.*)</script>");
    private static final Pattern ROW = Pattern.compile("<tr[^>]*><td>(\\d+)</td>");
    private static final Pattern HERE =
            Pattern.compile("<tr aria-current=\"step\"><td>(\\d+)</td>");

    @TempDir private Path folder;

    private static String page() {
        return HtmlPage.of(Traces.selfDeadlock(), Sources.NONE);
    }

    @Test
    void the_page_holds_the_trace() {
        Matcher matcher = DATA.matcher(page());
        assertTrue(matcher.find());
        JsonObject json = JsonParser.parseString(matcher.group(1)).getAsJsonObject();
        assertEquals("SelfDeadlock", json.get("scenario").getAsString());
        assertEquals(5, json.getAsJsonArray("steps").size());
        String text = json.getAsJsonObject("finding").get("text").getAsString();
        assertTrue(text.endsWith(Traces.NASTY), text);
    }

    @Test
    void no_text_of_a_trace_can_end_the_script_or_become_markup() {
        assertFalse(page().contains(Traces.NASTY));
    }

    @Test
    void the_page_needs_nothing_else() {
        String page = page();
        assertFalse(page.contains("http://") || page.contains("https://"), "it names a server");
        assertFalse(Pattern.compile("\\b(src|href)=").matcher(page).find(), "it names a file");
    }

    @Test
    void a_browser_shows_every_step_and_the_finding() throws Exception {
        String shown = open(page(), "");
        assertEquals(5, ROW.matcher(shown).results().count(), shown);
        assertTrue(shown.contains("self-deadlock: main waits for jobs"), shown);
        assertTrue(shown.contains("<span class=\"handler\">locks jobs</span>"), shown);
        assertEquals(Optional.of("1"), here(shown));
    }

    @Test
    void a_browser_steps_forward_and_back_with_the_arrow_keys() throws Exception {
        assertEquals(Optional.of("3"), here(open(pressing("ArrowRight", "ArrowRight"), "")));
        assertEquals(Optional.of("2"), here(open(pressing("End", "Home", "ArrowRight"), "")));
        assertEquals(Optional.of("4"), here(open(pressing("End", "ArrowLeft"), "")));
        assertEquals(Optional.of("1"), here(open(pressing("ArrowLeft"), "")));
    }

    @Test
    void an_address_can_name_a_step() throws Exception {
        assertEquals(Optional.of("4"), here(open(page(), "#4")));
    }

    private static Optional<String> here(String shown) {
        return HERE.matcher(shown).results().map(result -> result.group(1)).findFirst();
    }

    private static String pressing(String... keys) {
        String presses =
                Arrays.stream(keys)
                        .map(
                                key ->
                                        "document.dispatchEvent(new KeyboardEvent('keydown', {key: '"
                                                + key
                                                + "', bubbles: true}));")
                        .reduce("", String::concat);
        return page().replace("</body>", "<script>" + presses + "</script></body>");
    }

    /** What the page is after its scripts ran; skips the test where there is no Chromium. */
    private String open(String page, String fragment) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "there is no Chromium on the path");
        Path file = Files.writeString(folder.resolve("trace.html"), page);
        Path dump = folder.resolve("dump.html");
        Process process =
                new ProcessBuilder(
                                browser.get().toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--dump-dom",
                                file.toUri() + fragment)
                        .redirectOutput(dump.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "Chromium takes too long");
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(dump, StandardCharsets.UTF_8);
    }

    private static Optional<Path> browser() throws IOException {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return names.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
