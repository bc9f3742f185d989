package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** What the scenario of one run has said. */
public final class ScenarioPlan implements Plan {
    /** A thread that is made before the first step. */
    record Body(String name, Runnable code) {}

    /**
     * A signal that arrives once.
     *
     * @param signal which
     * @param thread whom it is sent to; null when it is sent to the process
     */
    public record Arrival(Signal signal, String thread) {
        @Override
        public String toString() {
            return signal + (thread == null ? "" : " for " + thread);
        }
    }

    /** Something that has to hold. */
    record Invariant(String text, BooleanSupplier holds) {
        /** What is wrong now, or null. */
        private String violation() {
            try {
                return holds.getAsBoolean() ? null : quoted();
            } catch (Unwind end) {
                throw end;
            } catch (RuntimeException | Error e) {
                return quoted() + " (" + e + ")";
            }
        }

        private String quoted() {
            return "\"" + text + "\"";
        }

        /** What is wrong with the first one that does not hold, or null. */
        static String firstViolation(List<Invariant> invariants) {
            for (Invariant invariant : invariants) {
                String violation = invariant.violation();
                if (violation != null) {
                    return violation;
                }
            }
            return null;
        }
    }

    /** More would not fit into an id, see {@link signalkit.explorer.Schedule}. */
    private static final int MOST_SIGNALS = 7;

    private Runnable main = () -> {};
    private final List<Body> threads = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Invariant> always = new ArrayList<>();
    private final List<Invariant> atEnd = new ArrayList<>();
    private final Map<String, Supplier<?>> shown = new LinkedHashMap<>();
    private final List<String> mayWait = new ArrayList<>();
    private final String variant;
    private boolean allowsRaces;

    ScenarioPlan(String variant) {
        this.variant = variant;
    }

    @Override
    public String variant() {
        return variant;
    }

    @Override
    public void mayWait(String prefix) {
        mayWait.add(prefix);
    }

    @Override
    public void allowRaces(String why) {
        Objects.requireNonNull(why);
        allowsRaces = true;
    }

    boolean allowsRaces() {
        return allowsRaces;
    }

    @Override
    public void main(Runnable code) {
        main = Objects.requireNonNull(code);
    }

    @Override
    public void thread(String name, Runnable code) {
        threads.add(new Body(Objects.requireNonNull(name), Objects.requireNonNull(code)));
    }

    @Override
    public void signal(Signal signal) {
        add(new Arrival(signal, null));
    }

    @Override
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

    @Override
    public void atEnd(String text, BooleanSupplier holds) {
        atEnd.add(new Invariant(text, holds));
    }

    @Override
    public void always(String text, BooleanSupplier holds) {
        always.add(new Invariant(text, holds));
    }

    @Override
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

    /** The signals, in the order in which they were named. */
    public List<Arrival> arrivals() {
        return arrivals;
    }

    List<Invariant> always() {
        return always;
    }

    List<Invariant> atEnd() {
        return atEnd;
    }

    Map<String, Supplier<?>> shown() {
        return shown;
    }
}
