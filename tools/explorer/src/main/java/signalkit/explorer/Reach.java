package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a search came that goes on while time is left: what of it is a proof, and what a sample.
 *
 * @param proved with at most how many preemptions every schedule was run; -1 when not even all
 *     without any were
 * @param isWhole whether no schedule has more preemptions, so that every schedule was run
 * @param level how many preemptions the schedules had of which a part was run; 0 when there are
 *     none of those
 * @param runs how many schedules that part has
 * @param byPct how many schedules PCT drew
 * @param byPos how many schedules POS drew
 * @param different how many of those drawn differ in more than the order of independent steps
 * @param seed what they were drawn by
 */
public record Reach(
        int proved,
        boolean isWhole,
        int level,
        long runs,
        long byPct,
        long byPos,
        long different,
        long seed) {

    /** One line for people. */
    @Override
    public String toString() {
        return "proof: " + proof() + "; sample: " + sample();
    }

    private String proof() {
        if (isWhole) {
            return "every schedule, with any number of preemptions";
        }
        if (proved < 0) {
            return "none";
        }
        return "every schedule with at most " + count(proved);
    }

    private String sample() {
        List<String> parts = new ArrayList<>();
        if (runs > 0) {
            String some = runs == 1 ? "schedule" : "schedules";
            parts.add(String.format(Locale.ROOT, "%,d %s with %s", runs, some, count(level)));
        }
        if (byPct + byPos > 0) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "%,d by PCT and %,d by POS (seed %d; %,d different)",
                            byPct,
                            byPos,
                            seed,
                            different));
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static String count(int preemptions) {
        return preemptions + " preemption" + (preemptions == 1 ? "" : "s");
    }
}
