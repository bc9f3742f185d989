package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

    /** What a visitor does until the first program is broken: three choices. */
    private static final int FIRST_CHOICES = 3;

    private static Browser browser;
    private static GamePlayer player;

    @BeforeAll
    @Timeout(300)
    static void open() {
        browser = Browser.open(BuiltSite.FOLDER);
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
    void lesson_4_is_won_from_the_front_door_with_the_keyboard_alone() {
        browser.show(1280, 900, "light");
        walk(
                selector -> {
                    browser.tabTo(selector);
                    browser.press(Keys.ENTER);
                });
    }

    @Test
    @Timeout(300)
    void lesson_4_is_won_from_the_front_door_by_touch_at_400_pixels() {
        browser.touch(400, 800, "dark");
        walk(selector -> browser.tap(browser.find(selector)));
        long needed = (long) browser.run("return document.documentElement.scrollWidth");
        assertTrue(needed <= 400, "the page needs " + needed);
    }

    /** The way; {@code act} does what a visitor does to use what a selector names. */
    private void walk(Consumer<String> act) {
        browser.go("index.html");
        browser.run("Progress.replace({})");
        browser.go("index.html");
        assertEquals(FIRST_CHOICES, win(act));
        act.accept(".result a.button");
        browser.await("location.pathname.endsWith('03-self-deadlock.html')");
        act.accept("nav.next a:last-child");
        browser.await("location.pathname.endsWith('" + LESSON + ".html')");

        act.accept("#predict ~ .question li[data-right=true] .option");
        assertTrue(player.isDone(LESSON + "/predict"));
        assertTrue(browser.find(".gated").isDisplayed());
        win(act);
        assertTrue(player.isDone(LESSON + "/step"));
        act.accept(".patch[data-right=true] > summary");
        act.accept(".patch[data-right=true] .check > summary");
        browser.await(
                "document.querySelector('.patch[data-right=true] .tried').textContent !== ''");
        assertTrue(browser.find(".patch[data-right=true] .check").getText().contains("Proved"));
        assertTrue(player.isDone(LESSON + "/fix"));
        act.accept(".twins-box .tool:last-child");
        assertTrue(browser.find(".twins-box .twin:nth-child(1)").getText().contains("✗"));
        assertTrue(browser.find(".twins-box .twin:nth-child(2)").getText().contains("✓"));
        assertTrue(player.isDone(LESSON + "/replay"));
        browser.assertNoComplaint(LESSON);
    }

    /** Breaks the program of the page, and names a line that a right solution changes. */
    private static int win(Consumer<String> act) {
        List<Long> path = player.shortest();
        for (long choice : path) {
            act.accept(".game-box .choice:nth-child(" + (choice + 1) + ")");
        }
        assertTrue(player.finding() != null);
        act.accept(player.lineSelector());
        assertTrue(browser.find(".ask").getText().contains("✓"));
        return path.size();
    }
}
