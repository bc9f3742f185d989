package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;
import signalkit.posix.SignalSet;

/** The signals of a run that are still to come; the thread that has the baton uses it. */
final class Arrivals {
    /** By number; null for what has come. */
    private final List<Plan.Arrival> left = new ArrayList<>();

    void expect(List<Plan.Arrival> arrivals) {
        left.addAll(arrivals);
    }

    SignalSet signals() {
        SignalSet signals = SignalSet.EMPTY;
        for (Plan.Arrival arrival : left) {
            signals = signals.with(arrival.signal());
        }
        return signals;
    }

    boolean isEmpty() {
        for (Plan.Arrival arrival : left) {
            if (arrival != null) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return left.size();
    }

    /** A signal that can come next, or null; of several equal ones the first stands for all. */
    Plan.Arrival next(int number) {
        Plan.Arrival arrival = left.get(number);
        return arrival == null || left.indexOf(arrival) != number ? null : arrival;
    }

    Plan.Arrival take(int number) {
        return left.set(number, null);
    }

    /** Lets a signal come that nobody takes yet. */
    void pend(Plan.Arrival arrival, Execution run) {
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
