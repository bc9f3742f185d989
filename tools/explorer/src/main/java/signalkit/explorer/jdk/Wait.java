package signalkit.explorer.jdk;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A step that a thread may do only once something holds.
 *
 * @param place the object that it is a step of; what {@code ready} looks at belongs to it
 * @param effect what the step does to it
 * @param words what the thread does: "locks the ReentrantLock"
 * @param wanted what it waits for: "the ReentrantLock"
 * @param ready whether the step can be done now; must not do steps itself
 * @param deadline when it stops waiting, on the run's clock; {@code Long.MAX_VALUE} for never
 * @param interrupts the thread's, when an interrupt ends the wait, too; else null
 * @param owner tells the thread that can make it possible, for the deadlock finder; else null
 * @param mayWakeSpuriously whether it may end for no reason
 */
public record Wait(
        Object place,
        Effect effect,
        String words,
        String wanted,
        BooleanSupplier ready,
        long deadline,
        InterruptStatus interrupts,
        Supplier<ModelThread> owner,
        boolean mayWakeSpuriously) {
    /** A wait that ends for a reason only. */
    public Wait(
            Object place,
            Effect effect,
            String words,
            String wanted,
            BooleanSupplier ready,
            long deadline,
            InterruptStatus interrupts,
            Supplier<ModelThread> owner) {
        this(place, effect, words, wanted, ready, deadline, interrupts, owner, false);
    }

    /** The same, but it may end for no reason, as Java allows for parks and conditions. */
    public Wait spurious() {
        return new Wait(place, effect, words, wanted, ready, deadline, interrupts, owner, true);
    }
}
