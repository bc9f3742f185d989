package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import signalkit.lessons.Kit;

/** Every page in a browser: for each reader, at each width, in both schemes. */
@Tag("slow")
class PagesTest {
    private static final List<String> SCHEMES = List.of("light", "dark");
    private static final List<Integer> WIDTHS = List.of(400, 800, 1600);
    private static final long FIRST_PAGE = 150_000;
    private static final long OTHER_PAGE = 600_000;

    private static Browser browser;
    private static Path site;
    private static List<String> pages;

    /** To explore all games takes half a minute, and longer on a busy machine. */
    @BeforeAll
    @Timeout(300)
    static void open() {
        browser = Browser.open(BuiltSite.FOLDER);
        BuiltSite whole = BuiltSite.whole();
        site = whole.folder();
        pages = whole.pages();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void axe_finds_no_violation_on_any_page_in_either_scheme() throws IOException {
        List<String> violations = new ArrayList<>();
        for (String scheme : SCHEMES) {
            browser.show(1280, 900, scheme);
            for (String page : pages) {
                browser.go(page);
                browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })");
                browser.run("document.querySelector('.open-gate')?.click()");
                browser.violations().forEach(found -> violations.add(page + " " + found));
                browser.assertNoComplaint(page);
            }
        }
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
    void no_page_is_wider_than_its_window() {
        List<String> wide = new ArrayList<>();
        for (int width : WIDTHS) {
            browser.show(width, 900, "light");
            for (String page : pages) {
                browser.go(page);
                long needed = (long) browser.run("return document.documentElement.scrollWidth");
                if (needed > width) {
                    wide.add(page + " needs " + needed + " of " + width);
                }
            }
        }
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

    @Test
    void page_loads_nothing_that_is_not_its_own_and_no_more_than_its_share() throws IOException {
        for (String page : pages) {
            browser.go(page);
            @SuppressWarnings("unchecked")
            List<String> loaded =
                    (List<String>)
                            browser.run(
                                    "return performance.getEntriesByType('resource')"
                                            + ".map(entry => entry.name)");
            long bytes = Files.size(site.resolve(page));
            for (String address : loaded) {
                assertTrue(address.startsWith(site.toUri().toString()), page + ": " + address);
                bytes += Files.size(Path.of(URI.create(address)));
            }
            long share = page.equals("index.html") ? FIRST_PAGE : OTHER_PAGE;
            assertTrue(bytes <= share, page + " needs " + bytes);
        }
    }

    @TestFactory
    Stream<DynamicTest>
            every_game_is_won_by_clicking_and_its_id_replays_the_run_here_and_in_the_kit(
                    @TempDir Path work) {
        GamePlayer player = new GamePlayer(browser);
        return games().map(
                        page ->
                                dynamicTest(
                                        page,
                                        () -> {
                                            player.winByClicking(page);
                                            assertKitReplays(player, page, work);
                                        }));
    }

    /** What the page shows after a win is the command that shows the same end. */
    private static void assertKitReplays(GamePlayer player, String page, Path work) {
        String shown = browser.find(".result .note > p:last-child code").getText();
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
        GamePlayer player = new GamePlayer(browser);
        return games().map(page -> dynamicTest(page, () -> player.winByKeys(page)));
    }

    /** All lessons whose checks run schedules have one. */
    private static Stream<String> games() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.checks() instanceof ScheduleChecks)
                .map(lesson -> lesson.name() + ".html");
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
