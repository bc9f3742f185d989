package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** Plays the game of a page in a browser, as a learner does. */
record GamePlayer(Browser browser) {
    /** The game of the page, in scripts. */
    private static final String GAME = "const game = document.querySelector('.game-box').game; ";

    /** The result of a script that knows the game. */
    Object game(String script) {
        return browser.run(GAME + script);
    }

    void winByClicking(String page) {
        browser.go(page);
        game("game.keys.isOn = false");
        List<Long> path = shortest();
        assertTrue(count().endsWith("a failure is " + path.size() + " away"), page + count());
        for (long choice : path) {
            browser.click(browser.all(".choices .choice").get((int) choice));
        }
        Map<String, Object> found = finding();
        nameTheLine();
        String id = (String) game("return game.play.id");
        browser.go(page + "#" + id);
        assertEquals(found, finding(), "the link of " + page);
        browser.assertNoComplaint(page);
    }

    /** With a wrong turn, which is taken back, and a wrong line. */
    void winByKeys(String page) {
        browser.go(page);
        List<Long> path = shortest();
        browser.tabTo(".choices .choice");
        long last = (long) game("return game.play.open.length");
        browser.press(String.valueOf(last), "1", "1", "r");
        assertEquals(0L, game("return game.play.length"), page);
        press(path);
        assertTrue(finding() != null, page);
        if ((boolean) game("return game.isAsking()")) {
            game("game.code.querySelector('button.line').focus()");
            browser.press(Keys.ENTER);
            assertTrue(browser.find(".ask").getText().contains("✗ Not line 1."), page);
            browser.tabTo(lineSelector());
            browser.press(Keys.ENTER);
        }
        assertTrue(browser.find(".ask").getText().contains("✓"), page);
        browser.assertNoComplaint(page);
    }

    /** How far it is, as the page says it. */
    String count() {
        return browser.find(".game-box .count").getText();
    }

    void press(List<Long> path) {
        for (long choice : path) {
            browser.press(String.valueOf(choice + 1));
        }
    }

    @SuppressWarnings("unchecked")
    List<Long> shortest() {
        return (List<Long>) game("return game.play.shortest()");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> finding() {
        return (Map<String, Object>) game("return game.play.finding");
    }

    boolean isDone(String key) {
        return (boolean) browser.run("return Progress.isDone(arguments[0])", key);
    }

    void nameTheLine() {
        if ((boolean) game("return game.isAsking()")) {
            browser.click(browser.find(lineSelector()));
        }
    }

    /** A line that a right solution changes. */
    String lineSelector() {
        long line = (long) game("return game.question.lines.find(l => l.right).from");
        return ".code li:nth-child(" + line + ") button.line";
    }
}
