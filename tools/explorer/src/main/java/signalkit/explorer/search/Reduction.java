package signalkit.explorer.search;

import signalkit.explorer.Choice;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;

/**
 * Tells whether a state has been reached before in another order of independent steps.
 *
 * <p><b>How it works.</b> A state is the sum of {@link Order} and who has the turn. Who has it
 * decides what a switch costs, so two states that differ in nothing else are two. What a state can
 * still come to, and at what cost, depends on nothing else; and a level is looked at as a whole
 * before the next, so whoever reached a state first had as many preemptions left or more.
 *
 * <p>Where an option leads is known before it is run, but for a few: its step depends on what was
 * before it, and that is known. A run that would only reach a state that is known is not made.
 * Sleep sets leave out such runs too, of those that commute with an earlier sibling; with a bound
 * on preemptions they would have to be woken up again where an order costs less.
 */
public class Reduction {
    /** No state: it can only be told by running. */
    static final long UNKNOWN = 0;

    /** The state that was reached when the next thing is up to a thread. */
    public long state(RunState run, Task at) {
        long fairness = run.fairness().hash(run.tasks());
        return state(run.order().fingerprint() + fairness, at.ended || at.parked ? -1 : at.id);
    }

    /** The next state that an option leads to in which there is a choice, or {@link #UNKNOWN}. */
    long next(RunState run, Task at, Option option) {
        Order order = run.order();
        Choice choice = option.choice();
        Task task = option.task();
        long fairness = run.fairness().hashAfter(run.tasks(), task);
        if (task == null) {
            long after = order.afterPending(choice.arrival()) + fairness;
            return state(after, at.ended || at.parked ? -1 : at.id);
        }
        return switch (choice.kind()) {
            case GO, TIME_OUT -> goesOn(order, task, fairness);
            case OLDER -> UNKNOWN;
            case SPURIOUS ->
                    task.parked
                            ? state(order.afterChange(task, Order.SPURIOUS) + fairness, task.id)
                            : UNKNOWN;
            case WAKE -> UNKNOWN;
            case DELIVER ->
                    task.parked || choice.arrival() < 0
                            ? UNKNOWN
                            : state(
                                    order.afterDelivery(task, Order.ARRIVAL + choice.arrival())
                                            + fairness,
                                    task.id);
        };
    }

    private static long goesOn(Order order, Task task, long fairness) {
        if (!task.begun) {
            return state(order.afterBegin(task) + fairness, task.id);
        }
        if (task.parked) {
            return state(order.afterChange(task, Order.UNPARKED) + fairness, task.id);
        }
        boolean isStep =
                task.next != null && !task.next.kind().isAnEnd() && !task.next.choosesStore();
        return isStep ? state(order.after(task, task.next) + fairness, task.id) : UNKNOWN;
    }

    private static long state(long fingerprint, int holder) {
        return Hash.mix(fingerprint, holder);
    }
}
