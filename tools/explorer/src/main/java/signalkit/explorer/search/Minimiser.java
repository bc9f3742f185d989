package signalkit.explorer.search;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/**
 * Leaves out of a failing schedule what its failure does not need.
 *
 * <p>What is left is minimal one by one: without any of its choices the failure is another or none.
 */
public final class Minimiser {
    private final Replay replay;
    private final Finding finding;

    public Minimiser(Replay replay, Finding finding) {
        this.replay = replay;
        this.finding = finding;
    }

    public Schedule shorten(Schedule schedule) {
        Schedule shortest = schedule;
        for (int i = shortest.length() - 1; i >= 0; i--) {
            Schedule shorter = without(i, shortest);
            if (shorter.length() < shortest.length()) {
                shortest = shorter;
                i = shortest.length();
            }
        }
        return shortest;
    }

    /** What is made of a schedule without one of its choices; itself when that does not fail. */
    private Schedule without(int index, Schedule schedule) {
        List<Deviation> fewer = new ArrayList<>(schedule.deviations());
        fewer.remove(index);
        Trace trace = replay.run(new Replay.Script(new Schedule(fewer)));
        boolean fails =
                finding.equals(trace.finding())
                        || trace.warnings().stream()
                                .anyMatch(warning -> warning.finding().equals(finding));
        return fails ? trace.schedule() : schedule;
    }
}
