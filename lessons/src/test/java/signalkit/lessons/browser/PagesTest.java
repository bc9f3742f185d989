package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.course.site.SiteServer;
import signalkit.lessons.Kit;

/** Every page in a browser: for each reader, at each width, in both schemes. */
@Tag("slow")
class PagesTest {
    /** The first is a window of 1280 pixels at 400 %, which WCAG asks for. */
    private static final List<Integer> WIDTHS = List.of(320, 400, 800, 1600);

    private static final Set<String> BROKEN =
            Set.of("index.html", "twins.html", "09-work-queue.html");

    /** Breaks the programs of a page. */
    private static final String BREAK =
            "const {game} = document.querySelector('.game-box') || {};"
                    + "const {twins} = document.querySelector('.twins-box') || {};"
                    + "if (game) { game.play.follow(game.play.shortest()); game.draw(); }"
                    + "if (twins) { twins.change(() =>"
                    + " twins.broken.follow(twins.broken.shortest())); }";

    static final long FIRST_PAGE = 150_000;
    static final long OTHER_PAGE = 600_000;

    /** Until a page can be used: of processor time here, on the clock in the recorded run. */
    static final long MOST_MILLIS = 1_000;

    /** What each page weighs, and when it can be used; see {@code docs/results}. */
    private static final Map<String, String> MEASURED = new ConcurrentSkipListMap<>();

    /** Of them, one at a time and both together. */
    private static Browsers browsers;

    private static Browser browser;
    private static Path site;
    private static List<String> pages;

    /** To explore all games takes half a minute, and longer on a busy machine. */
    @BeforeAll
    @Timeout(300)
    static void open() {
        browsers = Browsers.open(BuiltSite.FOLDER);
        browser = browsers.any();
        BuiltSite whole = BuiltSite.whole();
        site = whole.folder();
        pages = whole.pages();
    }

    @AfterAll
    static void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    /** Of the games, which consist of the same parts, some are examined after a failure, too. */
    @Test
    @Timeout(300)
    void axe_finds_no_violation_on_any_page_in_either_scheme() throws Exception {
        List<String> violations =
                browsers.find(
                        pages,
                        (browser, page) -> {
                            browser.show(1280, 900, "light");
                            browser.go(page);
                            browser.run(
                                    "document.querySelectorAll('details')"
                                            + ".forEach(d => { d.open = true });"
                                            + "document.querySelector('.open-gate')?.click()");
                            List<String> found = new ArrayList<>(browser.violations());
                            browser.show(1280, 900, "dark");
                            found.addAll(browser.violationsByColour());
                            if (BROKEN.contains(page)) {
                                browser.run(BREAK);
                                found.addAll(browser.violations());
                            }
                            browser.assertNoComplaint(page);
                            return found.stream().map(each -> page + " " + each).toList();
                        });
        assertEquals(List.of(), violations);
    }

    @Test
    void axe_notices_a_picture_without_a_name() throws IOException {
        browser.go("index.html");
        browser.run("document.querySelector('main').append(document.createElement('img'))");
        assertTrue(
                browser.violations().stream().anyMatch(found -> found.startsWith("image-alt")),
                "axe has to find the picture");
    }

    @Test
    void axe_notices_words_that_are_faint_in_the_dark_alone() throws IOException {
        browser.show(1280, 900, "light");
        browser.go("index.html");
        browser.run(
                "document.querySelector('h1').style.color = 'light-dark(black, rgb(60 60 60))'");
        assertEquals(List.of(), browser.violationsByColour());
        browser.show(1280, 900, "dark");
        assertTrue(
                browser.violationsByColour().stream()
                        .anyMatch(found -> found.startsWith("color-contrast")),
                "axe has to find the title");
    }

    @Test
    void no_page_is_wider_than_its_window() throws Exception {
        List<String> wide =
                browsers.find(
                        pages,
                        (browser, page) -> {
                            List<String> found = new ArrayList<>();
                            browser.go(page);
                            for (int width : WIDTHS) {
                                browser.show(width, 900, "light");
                                long needed =
                                        (long)
                                                browser.run(
                                                        "return document.documentElement"
                                                                + ".scrollWidth");
                                if (needed > width) {
                                    found.add(page + " needs " + needed + " of " + width);
                                }
                            }
                            return found;
                        });
        assertEquals(List.of(), wide);
    }

    @Test
    void first_screen_has_the_whole_game_without_scrolling() {
        for (int[] size : new int[][] {{1280, 800}, {1600, 900}, {400, 800}}) {
            browser.show(size[0], size[1], "light");
            browser.go("index.html");
            for (String part : List.of(".stage .lane", ".choices")) {
                long bottom =
                        (long)
                                browser.run(
                                        "return Math.round(document.querySelector(arguments[0])"
                                                + ".getBoundingClientRect().bottom)",
                                        part);
                assertTrue(bottom <= size[1], part + " ends at " + bottom + " of " + size[1]);
            }
        }
    }

    /** From the kit's own server, because of a file a browser does not say what it loads. */
    @Test
    void page_loads_nothing_that_is_not_its_own_and_no_more_than_its_share() throws Exception {
        try (SiteServer server = new SiteServer(site)) {
            String address = server.address();
            List<String> wrong =
                    browsers.find(
                            pages,
                            (browser, page) -> {
                                long computed = browser.visitTimed(address + page);
                                browser.assertNoComplaint(page);
                                return strangersAndExcess(browser, address, page, computed);
                            });
            assertEquals(List.of(), wrong);
            Files.write(site.resolveSibling("pages.txt"), MEASURED.values());
        }
    }

    /** A page takes a tenth of a second; at worst this one gets a tenth of a processor. */
    @Test
    void page_that_computes_for_two_seconds_is_noticed() throws IOException {
        Path slow = site.resolveSibling("slow.html");
        Files.writeString(
                slow,
                "<!DOCTYPE html><script>const end = performance.now() + 2000;"
                        + " while (performance.now() < end) {}</script>");
        long computed = browser.visitTimed(slow.toUri().toString());
        assertTrue(computed > 200, computed + " ms");
    }

    private static List<String> strangersAndExcess(
            Browser browser, String home, String page, long computed) throws IOException {
        List<String> wrong = new ArrayList<>();
        long bytes = Files.size(site.resolve(page));
        List<String> loaded = loaded(browser);
        for (String address : loaded) {
            if (address.startsWith(home)) {
                bytes += Files.size(site.resolve(address.substring(home.length())));
            } else {
                wrong.add(page + " loads " + address);
            }
        }
        if (!loaded.contains(home + "site.css")) {
            wrong.add(page + " hides what it loads");
        }
        long share = page.equals("index.html") ? FIRST_PAGE : OTHER_PAGE;
        if (bytes > share) {
            wrong.add(page + " needs " + bytes + " of " + share);
        }
        if (computed > MOST_MILLIS) {
            wrong.add(page + " computes for " + computed + " ms of " + MOST_MILLIS);
        }
        Object ready =
                browser.run(
                        "return Math.round(performance.getEntriesByType('navigation')[0]"
                                + ".domComplete)");
        MEASURED.put(
                page,
                String.format(
                        "%-26s %7d bytes, ready after %d ms, of these %d ms computing",
                        page, bytes, ready, computed));
        return wrong;
    }

    @SuppressWarnings("unchecked")
    private static List<String> loaded(Browser browser) {
        return (List<String>)
                browser.run(
                        "return performance.getEntriesByType('resource')"
                                + ".map(entry => entry.name)");
    }

    @Test
    void policy_of_a_page_keeps_requests_to_other_places_from_leaving_it() {
        browser.go("index.html");
        browser.run(
                "const picture = new Image();"
                        + "picture.onerror = () => { document.title = 'kept'; };"
                        + "picture.src = 'http://127.0.0.1:9/picture.png';");
        browser.await("document.title === 'kept'");
        AssertionError complaint =
                assertThrows(AssertionError.class, () -> browser.assertNoComplaint("index.html"));
        assertTrue(complaint.getMessage().contains("Content Security Policy"));
    }

    @TestFactory
    Stream<DynamicTest>
            every_game_is_won_by_clicking_and_its_id_replays_the_run_here_and_in_the_kit(
                    @TempDir Path work) {
        return browsers.tests(
                games(),
                (browser, page) -> {
                    browser.show(1280, 900, "light");
                    GamePlayer player = new GamePlayer(browser);
                    player.winByClicking(page);
                    assertKitReplays(player, page, work.resolve(page));
                });
    }

    /** What the page shows after a win is the command that shows the same end. */
    private static void assertKitReplays(GamePlayer player, String page, Path work) {
        String shown = player.browser().find(".result .note > p:last-child code").getText();
        String id = (String) player.game("return game.play.id");
        String number = page.substring(0, 2).replaceFirst("^0", "");
        assertEquals("tools/kit lesson replay " + number + " " + id, shown);
        Kit.Run broken = Kit.lesson(work, "replay", number, id);
        assertEquals(1, broken.status(), page + " " + broken.err());
        String kind = (String) player.finding().get("kind");
        assertTrue(broken.out().contains("It breaks: " + kind), page + ": " + broken.out());
        Kit.Run sound = Kit.lesson(work, "replay", number, id, "--on", "solution");
        assertEquals(0, sound.status(), page + " " + sound.out());
    }

    @TestFactory
    Stream<DynamicTest> every_game_is_won_by_keys() {
        return browsers.tests(
                games(),
                (browser, page) -> {
                    browser.show(1280, 900, "light");
                    new GamePlayer(browser).winByKeys(page);
                });
    }

    /** All lessons whose checks run schedules have one. */
    private static List<String> games() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.checks() instanceof ScheduleChecks)
                .map(lesson -> lesson.name() + ".html")
                .toList();
    }

    @Test
    void questions_explain_each_option_and_a_right_one_opens_the_explanation() {
        browser.show(1280, 900, "light");
        browser.go("03-self-deadlock.html");
        browser.run("Progress.replace({}); location.reload()");
        browser.await("document.querySelector('.gated')?.hidden === true");
        WebElement wrong = browser.find("#predict ~ .question li[data-right=false] .option");
        browser.click(wrong);
        assertTrue(wrong.findElement(By.xpath("../p")).isDisplayed());
        assertFalse(browser.find(".gated").isDisplayed());
        browser.click(browser.find("#predict ~ .question li[data-right=true] .option"));
        assertTrue(browser.find(".gated").isDisplayed());
        assertTrue((boolean) browser.run("return Progress.isDone('03-self-deadlock/predict')"));
    }

    @Test
    void java_and_c_are_level_in_a_wide_window_and_one_below_the_other_in_a_narrow_one() {
        for (int width : List.of(400, 1199, 1200, 1600)) {
            browser.show(width, 900, "light");
            browser.go("03-self-deadlock.html");
            browser.run("document.querySelector('.open-gate')?.click()");
            @SuppressWarnings("unchecked")
            List<Long> tops =
                    (List<Long>)
                            browser.run(
                                    "return ['mutex.unlock();', 'pthread_mutex_unlock(&meter);']"
                                            + ".map(words => [...document.querySelectorAll("
                                            + "'.beside code > span')].find(line => line.textContent"
                                            + ".trim() === words).getBoundingClientRect().top)"
                                            + ".map(Math.round)");
            assertEquals(width >= 1200, tops.get(0).equals(tops.get(1)), width + ": " + tops);
        }
    }

    @Test
    void link_to_a_run_says_so_on_a_page_without_a_game() {
        browser.go("01-two-servers.html#explain");
        assertTrue(browser.all("h1 + .note").isEmpty());
        browser.go("01-two-servers.html#06w1-v");
        assertTrue(browser.find("h1 + .note").getText().contains("no game and no place #06w1-v"));
    }

    @Test
    void right_patch_is_proved_and_a_wrong_one_shows_the_run_that_breaks_it() {
        browser.go("03-self-deadlock.html");
        for (String right : List.of("false", "true")) {
            WebElement patch = browser.find(".patch[data-right=" + right + "]");
            browser.click(patch.findElement(By.tagName("summary")));
            WebElement check = patch.findElement(By.cssSelector(".check summary"));
            browser.click(check);
            browser.await(
                    "document.querySelector('.patch[data-right="
                            + right
                            + "] .tried').textContent"
                            + " !== ''");
            assertTrue(patch.getText().contains(right.equals("true") ? "Proved" : "Fails"));
        }
        assertTrue((boolean) browser.run("return Progress.isDone('03-self-deadlock/fix')"));
    }

    @Test
    void kit_imports_what_the_page_exports_and_the_page_what_the_kit_exports(@TempDir Path work)
            throws IOException {
        browser.go("course.html");
        browser.run("Progress.replace({}); Progress.passed('03-self-deadlock/predict')");
        Path exported = work.resolve("page.json");
        Files.writeString(exported, (String) browser.run("return Progress.text()"));
        assertEquals(0, Kit.lesson(work, "import", exported.toString()).status());
        Path again = work.resolve("kit.json");
        assertEquals(0, Kit.lesson(work, "export", again.toString()).status());
        browser.run("Progress.replace({})");
        browser.find("#import").sendKeys(again.toString());
        browser.await("Progress.isDone('03-self-deadlock/predict')");
        Path broken = work.resolve("broken.json");
        Files.writeString(broken, "[1]");
        browser.find("#import").sendKeys(broken.toString());
        browser.await(
                "document.getElementById('progress-note').textContent.includes('not progress')");
        assertTrue((boolean) browser.run("return Progress.isDone('03-self-deadlock/predict')"));
    }
}
