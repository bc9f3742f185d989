package signalkit.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import signalkit.posix.Signal;

/** What a {@link Scenario} says: who runs, what arrives, what has to hold. Not thread-safe. */
public final class Plan {
    /** A thread that is made before the first step. */
    record Body(String name, Runnable code) {}

    /** A signal that arrives once; {@code thread} is null when it is sent to the process. */
    record Arrival(Signal signal, String thread) {
        @Override
        public String toString() {
            return signal + (thread == null ? "" : " for " + thread);
        }
    }

    /** Something that has to hold. */
    record Claim(String text, BooleanSupplier holds) {
        /** What is wrong now, or null. */
        private String fault() {
            try {
                return holds.getAsBoolean() ? null : "not true: " + text;
            } catch (Unwind end) {
                throw end;
            } catch (RuntimeException | Error e) {
                return "not true: " + text + " (" + e + ")";
            }
        }

        /** What is wrong with the first claim that does not hold, or null. */
        static String firstFault(List<Claim> claims) {
            for (Claim claim : claims) {
                String fault = claim.fault();
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }
    }

    /** More would not fit into an id, see {@link Schedule}. */
    private static final int MOST_SIGNALS = 7;

    private Runnable main = () -> {};
    private final List<Body> threads = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Claim> always = new ArrayList<>();
    private final List<Claim> atEnd = new ArrayList<>();
    private final Map<String, Supplier<?>> shown = new LinkedHashMap<>();
    private final List<String> mayWait = new ArrayList<>();
    private final String variant;

    Plan(String variant) {
        this.variant = variant;
    }

    /**
     * Which of several variants of the scenario is meant.
     *
     * @return as given to {@link ScenarioCode#withVariant}; empty when none was
     */
    public String variant() {
        return variant;
    }

    /**
     * Lets threads wait for ever: the run is over when all others have ended and these all wait.
     *
     * @param prefix what the names of these threads begin with
     */
    public void mayWait(String prefix) {
        mayWait.add(prefix);
    }

    /**
     * What the main thread does; without this it only waits for the others.
     *
     * <p>When it is done it waits for every other thread of the process, so that the process lasts
     * until all have ended; there too it can be interrupted by a signal.
     *
     * @param code the main thread's
     */
    public void main(Runnable code) {
        main = Objects.requireNonNull(code);
    }

    /**
     * Adds a thread, made by the main one before the first step, with its mask.
     *
     * @param name for tables and for {@link #signal(Signal, String)}
     * @param code what it does
     */
    public void thread(String name, Runnable code) {
        threads.add(new Body(Objects.requireNonNull(name), Objects.requireNonNull(code)));
    }

    /**
     * Lets a signal be sent to the process, once, at every moment of the run.
     *
     * <p>Any thread that does not block it, or waits for it, may be the one that takes it. It
     * arrives in every run: at the latest when nothing else can go on.
     *
     * @param signal one that can be caught
     */
    public void signal(Signal signal) {
        add(new Arrival(signal, null));
    }

    /**
     * Lets a signal be sent to one thread, once, at every moment of the run.
     *
     * @param signal one that can be caught
     * @param thread the name of a thread, or {@code main}
     */
    public void signal(Signal signal, String thread) {
        add(new Arrival(signal, Objects.requireNonNull(thread)));
    }

    private void add(Arrival arrival) {
        if (arrivals.size() == MOST_SIGNALS) {
            throw new IllegalArgumentException(
                    "a scenario has at most " + MOST_SIGNALS + " signals; leave some out");
        }
        arrivals.add(arrival);
    }

    /**
     * Adds what has to hold when all threads have ended.
     *
     * @param text says what, in a few words: "no job is lost"
     * @param holds looks; an exception counts as false
     */
    public void atEnd(String text, BooleanSupplier holds) {
        atEnd.add(new Claim(text, holds));
    }

    /**
     * Adds what has to hold before every step, locked or not.
     *
     * @param text says what, in a few words
     * @param holds looks, and must not lock or wait; an exception counts as false
     */
    public void always(String text, BooleanSupplier holds) {
        always.add(new Claim(text, holds));
    }

    /**
     * Adds a value that traces show beside the threads, such as a queue.
     *
     * @param name the column's
     * @param value looks, and must not lock or wait
     */
    public void show(String name, Supplier<?> value) {
        shown.put(name, value);
    }

    Runnable mainCode() {
        return main;
    }

    boolean mayWaitForEver(String thread) {
        return mayWait.stream().anyMatch(thread::startsWith);
    }

    List<Body> threads() {
        return threads;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<Claim> always() {
        return always;
    }

    List<Claim> atEnd() {
        return atEnd;
    }

    Map<String, Supplier<?>> shown() {
        return shown;
    }
}
