package signalkit.stress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.grading.GradingResult;
import signalkit.cli.Paragraph;
import signalkit.cli.Style;
import signalkit.cli.Window;

/** What races claim and what jcstress has seen of them, as text. */
final class RaceReport {
    private static final int BAR = 20;

    private final PrintWriter out;
    private final int width;

    /** Prints lines of at most {@code width} characters. */
    RaceReport(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    /** A race and its claim. */
    void line(Race race) {
        print(String.format("%2d  %-18s ", race.number(), race.name()), race.claim());
    }

    /** What may be seen in a race, on each server. */
    void claims(Race race) {
        print(race.number() + ". ", race.claim());
        race.tests().forEach(this::claims);
    }

    private void claims(String server, TestInfo test) {
        out.println(server);
        for (StateCase seen : test.cases()) {
            String what = word(seen.expect());
            print(String.format("  %-10s  %-11s  ", seen.matchPattern(), what), seen.description());
        }
    }

    /** What was seen in a race, on each server. */
    void print(Race race, Jcstress.Results results) {
        print(race.number() + ". " + race.name() + "  ", race.claim());
        race.tests().forEach((server, test) -> print(server, results.of(test)));
        out.println();
    }

    private void print(String server, Map<String, GradingResult> seen) {
        long all = seen.values().stream().mapToLong(one -> one.count).sum();
        seen.values().stream().filter(one -> one.count > 0).forEach(one -> print(server, one, all));
    }

    private void print(String server, GradingResult seen, long all) {
        double share = (double) seen.count / all;
        String bar = "█".repeat((int) Math.ceil(share * BAR));
        String prefix =
                String.format(
                        Locale.ROOT,
                        "  %-11s  %-10s  %6.2f %%  %-" + BAR + "s  %-11s  ",
                        server,
                        seen.id,
                        100 * share,
                        bar,
                        word(seen.expect));
        for (String line : Paragraph.wrap(prefix, seen.description, width)) {
            out.println(Window.now().shown(style(seen.expect).of(line)));
        }
    }

    /** What harms a user is not green, however often it is seen. */
    private static Style style(Expect expect) {
        return switch (expect) {
            case FORBIDDEN -> Style.BAD;
            case ACCEPTABLE_INTERESTING -> Style.WARN;
            default -> Style.FAINT;
        };
    }

    private void print(String prefix, String text) {
        Paragraph.wrap(prefix, text, width).forEach(out::println);
    }

    static String word(Expect expect) {
        return expect == Expect.ACCEPTABLE_INTERESTING
                ? "interesting"
                : expect.name().toLowerCase(Locale.ROOT);
    }
}
