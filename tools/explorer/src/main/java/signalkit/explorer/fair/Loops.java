package signalkit.explorer.fair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signalkit.explorer.Trace;

/** Leaves out of a trace what repeats. */
public final class Loops {
    private static final int LONGEST = 100;
    private static final int SHOWN = 2;

    /** Fewer rounds are shown all. */
    private static final int ROUNDS = 5;

    private Loops() {}

    /**
     * Keeps two rounds of each loop, and says how many there were.
     *
     * @param steps of a run
     * @param places is told where each of them is in the result, or the one that it repeats
     * @return fewer steps
     */
    public static List<Trace.Step> collapse(List<Trace.Step> steps, int[] places) {
        List<Trace.Step> kept = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            int length = loopAt(steps, at);
            int rounds = length == 0 ? 0 : rounds(steps, at, length);
            int shown = length == 0 ? 1 : SHOWN * length;
            for (int i = 0; i < Math.max(1, rounds * length); i++) {
                places[at + i] = kept.size() + Math.min(i, i % shown);
            }
            kept.addAll(steps.subList(at, at + shown));
            if (length > 0) {
                kept.add(repeats(steps.get(at), length, rounds));
            }
            at += Math.max(1, rounds * length);
        }
        return kept;
    }

    private static int loopAt(List<Trace.Step> steps, int at) {
        for (int length = 1; length <= LONGEST; length++) {
            if (rounds(steps, at, length) >= ROUNDS) {
                return length;
            }
        }
        return 0;
    }

    private static int rounds(List<Trace.Step> steps, int at, int length) {
        int end = at + length;
        while (end < steps.size() && isAlike(steps.get(end), steps.get(end - length))) {
            end++;
        }
        return (end - at) / length;
    }

    private static boolean isAlike(Trace.Step one, Trace.Step other) {
        return one.thread() == other.thread()
                && one.text().equals(other.text())
                && one.place().equals(other.place());
    }

    private static Trace.Step repeats(Trace.Step first, int length, int rounds) {
        String text =
                length == 1
                        ? "… repeats that step " + rounds + " times"
                        : "… these " + length + " steps repeat " + rounds + " times";
        return new Trace.Step(
                first.thread(),
                first.depth(),
                text,
                "",
                List.of(),
                List.of(),
                first.locks(),
                Map.of());
    }
}
