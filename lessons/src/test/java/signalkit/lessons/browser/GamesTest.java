package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The game of one lesson, played in a browser; {@link PagesTest} plays all. */
class GamesTest {
    private static final String LESSON = "03-self-deadlock.html";

    /** The twins of the page, in scripts. */
    private static final String TWINS = "const {twins} = document.querySelector('.twins-box'); ";

    private static Browser browser;
    private static GamePlayer player;

    @BeforeAll
    static void open() {
        BuiltSite site = BuiltSite.ofLesson(3);
        browser = Browser.open(site.folder());
        browser.show(1280, 900, "light");
        player = new GamePlayer(browser);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void visitor_breaks_the_first_program_with_three_keys_and_names_the_line() {
        browser.go("index.html");
        assertTrue(browser.find(".choices").isDisplayed());
        browser.press("1", "2", "1");
        assertEquals("self-deadlock", player.finding().get("kind"));
        browser.press(Keys.TAB);
        assertEquals("Now name the line", browser.run("return document.activeElement.textContent"));
        browser.press(Keys.ENTER, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP);
        String line = (String) browser.run("return document.activeElement.textContent");
        assertTrue(line.startsWith("Line 26"), line);
        player.nameTheLine();
        assertTrue(browser.find(".ask").getText().contains("✓"));
        browser.assertNoComplaint("index.html");
    }

    @Test
    void wrong_turn_is_taken_back_and_a_wrong_line_is_refused() {
        browser.go(LESSON);
        browser.run("Progress.replace({})");
        player.game("game.box.scrollIntoView()");
        browser.press("2", "1", "1", "1", "u", "u", "r");
        assertEquals(0L, player.game("return game.play.length"));
        player.press(player.shortest());
        List<WebElement> lines = browser.all(".code button.line");
        browser.click(lines.get(0));
        assertTrue(browser.find(".ask").getText().contains("✗ Not line 1."));
        assertFalse(player.isDone("03-self-deadlock/step"));
        player.nameTheLine();
        assertTrue(player.isDone("03-self-deadlock/step"));
        browser.assertNoComplaint(LESSON);
    }

    @Test
    void end_in_order_is_no_win() {
        browser.go(LESSON);
        player.game("while (game.play.choose(game.play.open.length - 1)) {} game.draw()");
        assertEquals(null, player.finding());
        player.game("game.undo()");
        assertTrue(player.count().endsWith("and no way from here leads to a failure"));
        player.game("game.play.choose(0); game.draw()");
        assertTrue(browser.find(".result").getText().contains("ends in order"));
        assertTrue(browser.find(".count").getText().contains("over"));
    }

    @Test
    void link_to_no_run_of_this_program_says_so_on_the_page_and_leaves_the_game_playable() {
        for (String id : List.of("nonsense", "%E0%A4%A", "06w1", "1cg6-3h1r-42fg-37")) {
            browser.go(LESSON + "#" + id);
            assertTrue(browser.find(".result").isDisplayed(), id);
            String shown = browser.find(".result").getText();
            assertTrue(shown.startsWith("No run of this program has the id " + id), shown);
            assertEquals(shown, status());
            browser.press("1");
            assertEquals("", browser.find(".result").getText());
            assertEquals(1L, player.game("return game.play.length"));
            browser.assertNoComplaint(id);
        }
    }

    @Test
    void another_file_is_read_until_the_program_moves() {
        browser.go(LESSON);
        WebElement other = browser.find(".game-box .tab[aria-pressed=false]");
        String name = other.getText();
        browser.click(other);
        assertEquals(name, browser.run("return document.activeElement.textContent"));
        assertEquals(name, browser.find(".game-box .lines").getAttribute("aria-label"));
        player.game("game.choose(0)");
        assertEquals(
                "LockedMeter.java", browser.find(".game-box .tab[aria-pressed=true]").getText());
        browser.assertNoComplaint(LESSON);
    }

    @Test
    void who_does_not_see_the_page_hears_how_the_run_ended() {
        browser.go("index.html");
        browser.press("1", "2", "1");
        assertTrue(status().contains("Broken: self-deadlock."), status());
        browser.press("r", "s");
        assertTrue(status().contains("Broken: self-deadlock."), status());
    }

    @Test
    void run_that_is_shown_step_by_step_comes_nearer_to_the_failure_with_each() {
        browser.welcomeMotion();
        browser.go("index.html");
        player.game(
                "const counts = window.counts = []; const draw = game.draw;"
                        + "game.draw = function (before) { draw.call(this, before);"
                        + " counts.push(this.count.textContent); }; Game.PACE = 1; game.show()");
        browser.await("document.querySelector('.count').textContent.startsWith('broken')");
        assertEquals(
                List.of("3 away", "2 away", "1 away", "broken after 3 choices"),
                browser.run("return counts.map(each => each.replace(/.*(?=\\d away)/, ''))"));
        browser.show(1280, 900, "light");
    }

    private static String status() {
        return (String) player.game("return game.live.textContent");
    }

    @Test
    void who_takes_all_of_a_shown_run_back_plays_alone() {
        browser.go("index.html");
        browser.press("s", "u", "u", "u", "1", "2", "1");
        assertTrue(browser.find(".result").getText().startsWith("You broke it"));
    }

    @Test
    void link_to_the_run_that_is_shown_changes_nothing() {
        browser.go(LESSON);
        player.game("game.box.scrollIntoView()");
        player.press(player.shortest());
        browser.click(browser.find(".result .share"));
        assertTrue((boolean) player.game("return game.isAsking()"));
    }

    @Test
    void keys_that_are_switched_off_do_nothing() {
        browser.go("index.html");
        player.game("game.keys.toggle()");
        browser.press("1", "g", "s");
        assertEquals(0L, player.game("return game.play.length"));
    }

    @Test
    void schedule_that_breaks_the_exercise_does_not_break_the_solution_and_the_page_says_where() {
        browser.go("03-self-deadlock.html");
        browser.click(browser.find(".twins-box [data-tool=s]"));
        assertTrue(browser.find(".twins-box .twin:first-child").getText().contains("✗"));
        assertTrue(browser.find(".twins-box .twin ~ .twin").getText().contains("✓"));
        assertTrue(browser.find(".twins-box .parted").getText().startsWith("Here they part"));
        assertTrue(player.isDone("03-self-deadlock/replay"));
        browser.assertNoComplaint("03-self-deadlock.html");
    }

    @Test
    @SuppressWarnings("unchecked")
    void twins_part_by_keys_alone() {
        browser.go("twins.html");
        assertEquals("1", browser.find(".twins-box .choice kbd").getText());
        browser.press("1", "u", "g", "r", "s");
        String parted = browser.find(".parted").getText();
        assertTrue(parted.startsWith("Here they part"), parted);
        browser.press("r");
        assertEquals("So far, both do the same.", browser.find(".parted").getText());
        player.press((List<Long>) browser.run(TWINS + "return twins.broken.shortest()"));
        assertEquals(parted, browser.find(".parted").getText());
        browser.press("r");
        browser.click(browser.find(".twins-box .tool.quiet"));
        browser.press("1", "g");
        assertEquals("So far, both do the same.", browser.find(".parted").getText());
        browser.assertNoComplaint("twins.html");
    }

    /** Of a game and the twins on one page, those get a key that the reader looks at. */
    @Test
    void key_moves_the_board_in_sight_alone() {
        browser.go(LESSON);
        browser.run("document.querySelector('.twins-box').scrollIntoView()");
        browser.press("1");
        assertEquals(0L, player.game("return game.play.length"));
        assertEquals(1L, browser.run(TWINS + "return twins.broken.length"));
        player.game("game.box.scrollIntoView()");
        browser.press("1", "1");
        assertEquals(2L, player.game("return game.play.length"));
        assertEquals(1L, browser.run(TWINS + "return twins.broken.length"));
    }

    @Test
    void link_replays_a_run_on_both_servers_and_a_bad_one_says_so() {
        browser.go("twins.html");
        browser.click(browser.find(".twins-box [data-tool=s]"));
        String parted = browser.find(".parted").getText();
        assertTrue(parted.startsWith("Here they part"), parted);
        String link = browser.find(".share").getText();
        assertEquals(
                "tools/kit replay self-deadlock@unsafe:" + link.substring(1),
                browser.find(".twins-box .act code").getText());
        String row = browser.find(".trail .parting").getText();
        assertTrue(row.contains("TERM arrives on main main reads closing"), row);
        browser.go("twins.html" + link);
        assertEquals(parted, browser.find(".parted").getText());
        browser.go("twins.html#nonsense");
        assertTrue(browser.find(".parted").getText().contains("has the id nonsense"));
        browser.assertNoComplaint("twins.html");
    }
}
