package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signalkit.explorer.FindingKind;
import signalkit.explorer.model.Task;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** The signals of a run that are still to come; the thread that has the turn uses it. */
final class Arrivals {
    /** By number; null for what has come. */
    private final List<ScenarioPlan.Arrival> left = new ArrayList<>();

    void expect(List<ScenarioPlan.Arrival> arrivals) {
        left.addAll(arrivals);
    }

    SignalSet signals() {
        SignalSet signals = SignalSet.EMPTY;
        for (ScenarioPlan.Arrival arrival : left) {
            signals = signals.with(arrival.signal());
        }
        return signals;
    }

    boolean isEmpty() {
        for (ScenarioPlan.Arrival arrival : left) {
            if (arrival != null) {
                return false;
            }
        }
        return true;
    }

    /** Those that have not come. */
    List<ScenarioPlan.Arrival> left() {
        return left.stream().filter(Objects::nonNull).toList();
    }

    int count() {
        return left.size();
    }

    /** A signal that can come next, or null; of several equal ones the first stands for all. */
    ScenarioPlan.Arrival next(int number) {
        ScenarioPlan.Arrival arrival = left.get(number);
        return arrival == null || left.indexOf(arrival) != number ? null : arrival;
    }

    ScenarioPlan.Arrival take(int number) {
        return left.set(number, null);
    }

    /** Whether a mask lets any signal in that can be caught. */
    static boolean mayCome(SignalSet mask) {
        return !mask.with(Signal.KILL).with(Signal.STOP).equals(SignalSet.FULL);
    }

    /** Whether one for the process merges with one that the program has sent to it. */
    boolean isLost(ScenarioPlan.Arrival arrival, RunState run) {
        return arrival.thread() == null
                && !arrival.signal().isRealTime()
                && run.process().signalState(null).get(1).contains(arrival.signal());
    }

    /** Lets a signal come that nobody takes yet. */
    void pend(ScenarioPlan.Arrival arrival, RunState run) {
        if (arrival.thread() == null) {
            run.process().kill(arrival.signal());
            return;
        }
        if (run.tasks().stream().noneMatch(task -> task.name().equals(arrival.thread()))) {
            run.fail(
                    FindingKind.REFUSED,
                    arrival + " finds no such thread; there are only " + run.tasks());
        }
        for (Task task : run.tasks()) {
            if (task.name().equals(arrival.thread()) && !task.ended) {
                run.process().kill(task.thread, arrival.signal());
            }
        }
    }
}
