package signalkit.explorer;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import signalkit.posix.Signal;

/** What a {@link Scenario} says: who runs, what arrives, what has to hold. Not thread-safe. */
public interface Plan {
    /**
     * Which of several variants of the scenario is meant.
     *
     * @return as given to {@link ScenarioCode#withVariant}; empty when none was
     */
    String variant();

    /**
     * Lets threads wait for ever: the run is over when all others have ended and these all wait.
     *
     * @param prefix what the names of these threads begin with
     */
    void mayWait(String prefix);

    /**
     * Lets data races be: each is listed, and is no failure of this scenario.
     *
     * <p>What such a read sees may be older than the latest write, as the Java memory model allows.
     *
     * @param why a few words, for those who read the scenario
     */
    void allowRaces(String why);

    /**
     * What the main thread does; without this it only waits for the others.
     *
     * <p>When it is done it waits for every other thread of the process, so that the process lasts
     * until all have ended; there too it can be interrupted by a signal.
     *
     * @param code the main thread's
     */
    void main(Runnable code);

    /**
     * Adds a thread, made by the main one before the first step, with its mask.
     *
     * @param name for tables and for {@link #signal(Signal, String)}
     * @param code what it does
     */
    void thread(String name, Runnable code);

    /**
     * Lets a signal be sent to the process, once, at every moment of the run.
     *
     * <p>Any thread that does not block it, or waits for it, may be the one that takes it. It
     * arrives in every run: at the latest when nothing else can go on.
     *
     * @param signal one that can be caught
     */
    void signal(Signal signal);

    /**
     * Lets a signal be sent to one thread, once, at every moment of the run.
     *
     * @param signal one that can be caught
     * @param thread the name of a thread, or {@code main}
     */
    void signal(Signal signal, String thread);

    /**
     * Adds what has to hold when all threads have ended.
     *
     * @param text says what, in a few words: "no job is lost"
     * @param holds looks; an exception counts as false
     */
    void atEnd(String text, BooleanSupplier holds);

    /**
     * Adds what has to hold before every step, locked or not.
     *
     * @param text says what, in a few words
     * @param holds looks, and must not lock or wait; an exception counts as false
     */
    void always(String text, BooleanSupplier holds);

    /**
     * Adds a value that traces show beside the threads, such as a queue.
     *
     * @param name the column's
     * @param value looks, and must not lock or wait
     */
    void show(String name, Supplier<?> value);
}
