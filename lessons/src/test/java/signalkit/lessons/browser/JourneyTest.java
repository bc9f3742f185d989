package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** From the front door through all of lesson 4, as a visitor goes who has nothing but the pages. */
@Tag("slow")
class JourneyTest {
    private static final String LESSON = "04-reentrant";

    /** To break the first program takes three choices; a keyboard has to reach them first. */
    private static final int FIRST_CHOICES = 3;

    /** A visitor who reads for two seconds before each of so many presses needs 40 s. */
    static final int MOST_PRESSES = 20;

    /** What the way to the first broken program took; see {@code docs/results}. */
    private static final Path RECORD = BuiltSite.FOLDER.resolveSibling("first-break.txt");

    private static Browser browser;
    private static GamePlayer player;

    @BeforeAll
    @Timeout(300)
    static void open() throws IOException {
        browser = Browser.open(BuiltSite.FOLDER);
        Files.deleteIfExists(RECORD);
        BuiltSite.whole();
        player = new GamePlayer(browser);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Timeout(300)
    void lesson_4_is_won_from_the_front_door_with_the_keyboard_alone() throws IOException {
        browser.show(1280, 900, "light");
        walk(
                "keyboard",
                selector -> {
                    browser.tabTo(selector);
                    browser.press(Keys.ENTER);
                });
    }

    @Test
    @Timeout(300)
    void lesson_4_is_won_from_the_front_door_by_touch_at_400_pixels() throws IOException {
        browser.touch(400, 800, "dark");
        walk("touch", selector -> browser.tap(browser.find(selector)));
        long needed = (long) browser.run("return document.documentElement.scrollWidth");
        assertTrue(needed <= 400, "the page needs " + needed);
    }

    /** The way; {@code act} does what a visitor does to use what a selector names. */
    private void walk(String by, Consumer<String> act) throws IOException {
        browser.go("index.html");
        browser.run("Progress.replace({})");
        browser.go("index.html");
        breakFirst(by, act);
        nameTheLine(act);
        act.accept(".result a.button");
        browser.await("location.pathname.endsWith('03-self-deadlock.html')");
        act.accept("nav.next a:last-child");
        browser.await("location.pathname.endsWith('" + LESSON + ".html')");

        act.accept("#predict ~ .question li[data-right=true] .option");
        assertTrue(player.isDone(LESSON + "/predict"));
        assertTrue(browser.find(".gated").isDisplayed());
        breakIt(act);
        nameTheLine(act);
        assertTrue(player.isDone(LESSON + "/step"));
        act.accept(".patch[data-right=true] > summary");
        act.accept(".patch[data-right=true] .check > summary");
        browser.await(
                "document.querySelector('.patch[data-right=true] .tried').textContent !== ''");
        assertTrue(browser.find(".patch[data-right=true] .check").getText().contains("Proved"));
        assertTrue(player.isDone(LESSON + "/fix"));
        act.accept(".twins-box [data-tool=s]");
        assertTrue(browser.find(".twins-box .twin:first-child").getText().contains("✗"));
        assertTrue(browser.find(".twins-box .twin ~ .twin").getText().contains("✓"));
        assertTrue(player.isDone(LESSON + "/replay"));
        browser.assertNoComplaint(LESSON);
    }

    /** The program of the first page, with few presses, and how long a machine takes for them. */
    private static void breakFirst(String by, Consumer<String> act) throws IOException {
        long ready =
                ((Number)
                                browser.run(
                                        "return performance.getEntriesByType('navigation')[0]"
                                                + ".domComplete"))
                        .longValue();
        breakIt(act);
        long broken = ((Number) browser.run("return performance.now()")).longValue();
        assertEquals(FIRST_CHOICES, (long) player.game("return game.play.length"));
        assertTrue(browser.presses() <= MOST_PRESSES, browser.presses() + " presses");
        Files.writeString(
                RECORD,
                String.format(
                        "%s: ready after %d ms, broken after %d presses and %d ms%n",
                        by, ready, browser.presses(), broken),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The program of the page. */
    private static void breakIt(Consumer<String> act) {
        for (long choice : player.shortest()) {
            act.accept(".game-box .choice:nth-child(" + (choice + 1) + ")");
        }
        assertTrue(player.finding() != null);
    }

    /** A line that a right solution changes. */
    private static void nameTheLine(Consumer<String> act) {
        act.accept(player.lineSelector());
        assertTrue(browser.find(".ask").getText().contains("✓"));
    }
}
