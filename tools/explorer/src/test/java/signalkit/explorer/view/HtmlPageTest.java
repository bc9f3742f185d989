package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Pattern STEPS = Pattern.compile("<output id=\"visited\"> ([0-9 ]*)<");

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

    /** One browser for all: to start one takes seconds. */
    @Test
    void a_browser_shows_all_of_it_and_steps_forward_and_back() throws Exception {
        String shown = open(pressing("Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End"));

        assertEquals(5, ROW.matcher(shown).results().count(), shown);
        assertTrue(shown.contains("self-deadlock: main waits for jobs"), shown);
        assertTrue(shown.contains("<span class=\"handler\">locks jobs</span>"), shown);
        assertTrue(shown.contains("data race: one and other <button>step 1</button>"), shown);
        Matcher steps = STEPS.matcher(shown);
        assertTrue(steps.find(), shown);
        // The address names the fourth; a button and a row are clicked in the end.
        assertEquals("4 1 2 3 2 5 4 1 3", steps.group(1));
        assertEquals(Optional.of("3"), here(shown));
    }

    private static Optional<String> here(String shown) {
        return HERE.matcher(shown).results().map(result -> result.group(1)).findFirst();
    }

    /** Notes the step of now at first, after each key and after three clicks. */
    private static String pressing(String... keys) {
        String script =
                """
                <output id="visited"></output><script>
                const note = () => byId('visited').append(' ' + (at + 1));
                note();
                for (const key of %s) {
                  document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                  note();
                }
                for (const place of ['#back', '#warnings button', 'tbody tr:nth-child(3)']) {
                  document.querySelector(place).click();
                  note();
                }
                </script></body>"""
                        .formatted(new Gson().toJson(keys));
        return page().replace("</body>", script);
    }

    /**
     * What the page is after its scripts ran, opened at its fourth step.
     *
     * <p>Where there is no Chromium the test is skipped, unless the property {@code
     * signalkit.browser} is {@code required}; with {@code none} it is not even looked for.
     */
    private String open(String page) throws Exception {
        Optional<Path> browser = browser();
        String none = "there is no Chromium on the path";
        if (!"required".equals(System.getProperty("signalkit.browser"))) {
            assumeTrue(browser.isPresent(), none);
        }
        String program = browser.orElseThrow(() -> new AssertionError(none)).toString();
        Path file = Files.writeString(folder.resolve("trace.html"), page);
        Path dump = folder.resolve("dump.html");
        Process process =
                new ProcessBuilder(
                                program,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--dump-dom",
                                file.toUri() + "#4")
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
        if ("none".equals(System.getProperty("signalkit.browser"))) {
            return Optional.empty();
        }
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return names.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
