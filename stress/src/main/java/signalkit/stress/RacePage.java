package signalkit.stress;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What jcstress has seen of some races, as one page of HTML: both servers side by side, each
 * outcome with its rate as a bar and what it means for a user.
 */
final class RacePage {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>signalkit: races</title>
            <style>
            body { font: 16px system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; }
            .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5em; }
            @media (max-width: 50em) { .pair { grid-template-columns: 1fr; } }
            .bar { height: .6em; background: #8884; }
            .bar i { display: block; height: 100%; background: #888; }
            .interesting .bar i { background: #c80; }
            .forbidden .bar i { background: #c22; }
            .outcome { margin: .7em 0; }
            code { font-weight: bold; }
            :root { color-scheme: light dark; }
            </style>
            <h1>Races</h1>
            """;

    private RacePage() {}

    /**
     * The page.
     *
     * @param races in their order
     * @param results what was seen
     * @param platform where, in one line
     * @param stock the address of jcstress's own report, or empty where there is none
     */
    static String of(List<Race> races, Jcstress.Results results, String platform, String stock) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>").append(escaped(platform)).append(". What is not grey harms a user. ");
        if (!stock.isEmpty()) {
            page.append("<a href=\"")
                    .append(escaped(stock))
                    .append("\">The report of jcstress</a>");
            page.append(" has each configuration.");
        }
        page.append("</p>\n");
        for (Race race : races) {
            page.append("<h2>").append(race.number()).append(". ").append(escaped(race.name()));
            page.append("</h2>\n<p>").append(escaped(race.claim())).append("</p>\n");
            page.append("<div class=\"pair\">\n");
            race.tests().forEach((server, test) -> append(page, server, results.of(test)));
            page.append("</div>\n");
        }
        return page.append("</html>\n").toString();
    }

    private static void append(
            StringBuilder page, String server, Map<String, GradingResult> outcomes) {
        long all = outcomes.values().stream().mapToLong(one -> one.count).sum();
        page.append("<section><h3>").append(escaped(server)).append("</h3>\n");
        for (GradingResult seen : outcomes.values()) {
            if (seen.count == 0 && seen.expect != Expect.FORBIDDEN) {
                continue;
            }
            double rate = all == 0 ? 0 : 100.0 * seen.count / all;
            page.append("<div class=\"outcome ").append(RaceReport.word(seen.expect));
            page.append("\"><code>").append(escaped(seen.id)).append("</code> ");
            page.append(
                    String.format(
                            Locale.ROOT,
                            "%.2f %% of %,d, %s",
                            rate,
                            all,
                            RaceReport.word(seen.expect)));
            page.append("<div class=\"bar\"><i style=\"width:");
            page.append(String.format(Locale.ROOT, "%.2f", rate)).append("%\"></i></div>");
            page.append(escaped(seen.description)).append("</div>\n");
        }
        page.append("</section>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
