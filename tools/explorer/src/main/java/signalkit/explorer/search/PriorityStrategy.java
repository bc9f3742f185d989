package signalkit.explorer.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import signalkit.explorer.Choice;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;

/**
 * Draws one run by chance: of what may happen next, what has the highest priority happens.
 *
 * <p>A thread has a priority, and so has each signal, time-out and wake-up that may come. A thread
 * that yields, or goes round in a loop, goes behind all others.
 */
abstract class PriorityStrategy implements Strategy {
    /** What can happen in a run, beside that a thread goes on, is numbered from here. */
    private static final int EVENTS = 1 << 16;

    private final SplittableRandom random;
    private final Map<Integer, Double> priorities = new HashMap<>();
    private double lowest;
    private int choices;

    PriorityStrategy(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    /** How many choices the run has had. */
    int choices() {
        return choices;
    }

    @Override
    public int choose(RunState run, Task at, List<Option> options) {
        choices++;
        if (hasToGiveWay(at, options)) {
            sink(at.id);
        }
        before(run, at);
        int best = 0;
        for (int i = 1; i < options.size(); i++) {
            if (priority(options.get(i)) > priority(options.get(best))) {
                best = i;
            }
        }
        Option chosen = options.get(best);
        if (chosen.choice().kind() != Choice.Kind.GO) {
            sink(event(chosen));
        }
        after(run, chosen);
        return best;
    }

    /** Comes before each choice. */
    abstract void before(RunState run, Task at);

    /** Comes after each choice. */
    abstract void after(RunState run, Option chosen);

    /** Others come first where it costs something that the thread goes on. */
    private static boolean hasToGiveWay(Task at, List<Option> options) {
        for (Option option : options) {
            if (option.task() == at && option.choice().kind() == Choice.Kind.GO) {
                return option.cost() > 0;
            }
        }
        return false;
    }

    private double priority(Option option) {
        return priorities.computeIfAbsent(event(option), absent -> random.nextDouble());
    }

    static int event(Option option) {
        Choice choice = option.choice();
        return choice.kind() == Choice.Kind.GO
                ? choice.thread()
                : EVENTS * (1 + choice.kind().ordinal())
                        + 64 * (choice.thread() + 1)
                        + choice.arrival()
                        + 1;
    }

    /** Puts an event behind all others. */
    void sink(int event) {
        lowest--;
        priorities.put(event, lowest);
    }

    /** Lets the next priority of an event be drawn again. */
    void redraw(int event) {
        priorities.remove(event);
    }
}
