package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.site.CourseSite;

/** The course as static pages. */
class SiteTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern HERE =
            Pattern.compile("<tr aria-current=\"step\"><td>(\\d+)</td>");

    @TempDir private static Path site;

    private static List<String> pages;

    @BeforeAll
    static void writeSite() {
        pages = new CourseSite(Kit.COURSE).write(site);
    }

    @Test
    void every_lesson_has_a_page_and_every_link_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (String page : pages) {
            Matcher link = LINK.matcher(Files.readString(site.resolve(page)));
            while (link.find()) {
                boolean inSite = !link.group(1).startsWith("http");
                if (inSite && !Files.exists(site.resolve(link.group(1)))) {
                    dead.add(page + " → " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
        Kit.COURSE.lessons().forEach(l -> assertTrue(pages.contains(l.name() + ".html")));
    }

    @Test
    void pages_show_code_as_it_is_and_no_markers() throws IOException {
        String page = Files.readString(site.resolve("09-work-queue.html"));
        assertTrue(page.contains("jobsCond.await(jobsMutex);"), page);
        assertTrue(page.contains("<span class=\"k\">while</span>"), page);
        assertTrue(!page.contains("&lt;!--") && !page.contains("<!-- "), page);
        assertTrue(Files.readString(site.resolve("teaching.html")).contains("<table>"));
    }

    @Test
    void pages_ask_nothing_of_the_net() throws IOException {
        Pattern fetched = Pattern.compile("(<(link|script|img)[^>]*|@import|url\\()[^>]*//");
        for (String page : pages) {
            String text = Files.readString(site.resolve(page));
            assertFalse(fetched.matcher(text).find(), page);
        }
        assertFalse(fetched.matcher(Files.readString(site.resolve("site.css"))).find());
    }

    @Test
    void page_leads_to_its_neighbours_and_to_the_start() throws IOException {
        String page = Files.readString(site.resolve("02-not-a-thread.html"));
        for (String to : List.of("01-two-servers", "03-self-deadlock", "02-not-a-thread-replay")) {
            assertTrue(page.contains(" href=\"" + to + ".html\""), to);
        }
        String teaching = Files.readString(site.resolve("teaching.html"));
        assertTrue(teaching.contains(" href=\"index.html\""), teaching);
    }

    @Test
    void replay_can_be_stepped_in_a_browser() throws Exception {
        Path page = site.resolve("02-not-a-thread-replay.html");
        String key = "new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true})";
        String press = "<script>document.dispatchEvent(" + key + ");</script></body>";
        Path pressed = site.resolve("pressed.html");
        Files.writeString(pressed, Files.readString(page).replace("</body>", press));
        String shown = open(page);
        assertEquals(Optional.of("1"), here(shown));
        assertTrue(shown.contains("<a href=\"02-not-a-thread.html\">Lesson 2: A "), shown);
        assertEquals(Optional.of("2"), here(open(pressed)));
    }

    private static Optional<String> here(String shown) {
        return HERE.matcher(shown).results().map(result -> result.group(1)).findFirst();
    }

    /** What the page is after its scripts ran; skips the test where there is no Chromium. */
    private static String open(Path page) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "there is no Chromium on the path");
        Path dump = site.resolve("dump.html");
        Process process =
                new ProcessBuilder(
                                browser.get().toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + site.resolve("profile"),
                                "--dump-dom",
                                page.toUri().toString())
                        .redirectOutput(dump.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "Chromium takes too long");
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(dump);
    }

    private static Optional<Path> browser() {
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
