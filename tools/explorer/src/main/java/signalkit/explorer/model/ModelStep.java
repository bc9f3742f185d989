package signalkit.explorer.model;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A step of a model of a JDK class: what it says, and what it waits for. One for each step. */
public final class ModelStep {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What a thread does that looks at the time. */
    public static final String READS_THE_CLOCK = "reads the clock";

    private static final BooleanSupplier AT_ONCE = () -> true;

    /** What the thread does, for tables. */
    public final String words;

    /** What it waits for. */
    public final String wanted;

    /** Whether it can be done now. */
    public final BooleanSupplier ready;

    /** When it need not be ready any more. */
    public final long deadline;

    /** Tells the thread that can make it ready, or null. */
    private final Supplier<Task> owner;

    /** What it depends on beside its place, as a number. */
    private final LongSupplier extra;

    /** Whether its deadline came first. */
    public boolean timedOut;

    /** Whether it may end for no reason, and whether it did. */
    public boolean mayWakeSpuriously;

    public boolean wokeSpuriously;

    /** A step that can be done at once. */
    public ModelStep(String words, LongSupplier extra) {
        this(words, "nothing", AT_ONCE, NEVER, () -> null, extra);
    }

    /** A step that can be done once it is ready. */
    public ModelStep(
            String words,
            String wanted,
            BooleanSupplier ready,
            long deadline,
            Supplier<Task> owner,
            LongSupplier extra) {
        this.words = words;
        this.wanted = wanted;
        this.ready = ready;
        this.deadline = deadline;
        this.owner = owner;
        this.extra = extra;
    }

    /** A step into a monitor that is at no line of the program. */
    public static ModelStep entering(String words, Monitor monitor, Task task) {
        return new ModelStep(
                words,
                "the " + monitor.name(),
                () -> monitor.isFreeFor(task),
                NEVER,
                () -> monitor.owner,
                () -> 0);
    }

    /** The thread that can make it ready, if there is one. */
    public Task owner() {
        return owner.get();
    }

    /** For the fingerprint. */
    long hash() {
        return Hash.mix(
                extra.getAsLong(), Hash.mix(deadline, timedOut ? 1 : wokeSpuriously ? 2 : 0));
    }

    @Override
    public String toString() {
        return words;
    }
}
