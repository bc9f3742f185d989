package signalkit.explorer;

/**
 * A moment of a schedule at which something else happened than that the thread went on.
 *
 * @param thread the number of the thread that was at a point
 * @param step how many points it had come to
 * @param choice what happened
 */
public record Deviation(int thread, int step, Choice choice) {}
