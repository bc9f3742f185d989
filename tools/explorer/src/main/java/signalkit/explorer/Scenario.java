package signalkit.explorer;

/**
 * A small program whose schedules are explored: threads, signals, and what has to hold in the end.
 *
 * <pre>{@code
 * public final class LostUpdate implements Scenario {
 *     private int counter;
 *
 *     public void prepare(Plan plan) {
 *         plan.thread("a", () -> counter++);
 *         plan.thread("b", () -> counter++);
 *         plan.atEnd("both increments count", () -> counter == 2);
 *     }
 * }
 * }</pre>
 *
 * <p>Each run works on an object of its own, made with the constructor without arguments, and calls
 * {@link #prepare} once. Given the same schedule a scenario must do the same: no clocks, no random
 * numbers, nothing kept in static fields from run to run.
 */
public interface Scenario {
    /**
     * Says what runs; called on the main thread of an emulated process, before anything else runs.
     *
     * <p>It may use the whole kit, but not wait: nobody else is there yet.
     *
     * @param plan takes what is said
     */
    void prepare(Plan plan);
}
