package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** What the page of a run of races shows. */
class RacePageTest {
    private static final Race RACE =
            Race.all().stream().filter(Race::isPair).findFirst().orElseThrow();

    private static String page(GradingResult... unsafe) {
        Map<String, GradingResult> seen = new HashMap<>();
        for (GradingResult each : unsafe) {
            seen.put(each.id, each);
        }
        Map<String, Map<String, GradingResult>> outcomes =
                Map.of(RACE.tests().get("echo-unsafe").name(), seen);
        Jcstress.Results results = new Jcstress.Results(0, outcomes, List.of());
        return RacePage.of(List.of(RACE), results, "Some <machine>", "index.html");
    }

    @Test
    void outcome_that_harms_is_marked_however_often_it_is_seen() {
        String page =
                page(new GradingResult("0", Expect.ACCEPTABLE_INTERESTING, 400, "the job is lost"));

        assertTrue(page.contains("<div class=\"outcome interesting\"><code>0</code>"), page);
        assertTrue(page.contains("100.00 % of 400, interesting"), page);
        assertTrue(page.contains("width:100.00%"), page);
        assertTrue(page.contains("the job is lost"), page);
    }

    @Test
    void both_servers_stand_side_by_side_with_the_claim_and_the_platform() {
        String page = page(new GradingResult("1", Expect.ACCEPTABLE, 1, "the job is run"));

        assertTrue(page.indexOf("<h3>echo-unsafe") < page.indexOf("<h3>echo-safe"), page);
        assertTrue(page.contains(RACE.claim().replace("&", "&amp;").replace("<", "&lt;")), page);
        assertTrue(page.contains("Some &lt;machine&gt;"), page);
        assertTrue(page.contains("href=\"index.html\""), page);
    }

    @Test
    void outcome_that_was_not_seen_is_left_out_unless_it_is_forbidden() {
        String page =
                page(
                        new GradingResult("1", Expect.ACCEPTABLE, 3, "run"),
                        new GradingResult("2", Expect.ACCEPTABLE_INTERESTING, 0, "twice"),
                        new GradingResult("9", Expect.FORBIDDEN, 0, "out of thin air"));

        assertFalse(page.contains("twice"), page);
        assertTrue(page.contains("0.00 % of 3, forbidden"), page);
        assertEquals(2, page.split("class=\"outcome ", -1).length - 1);
    }
}
