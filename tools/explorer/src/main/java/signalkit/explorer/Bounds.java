package signalkit.explorer;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How far a search goes; a proof is one within these bounds.
 *
 * @param preemptions how often, at most, a thread that could go on has to let another one run
 * @param steps how many steps a run has at most; a longer one is cut off and counted
 * @param runs how many runs there are at most
 * @param time how long the search takes at most
 * @param workers how many runs go on at a time
 * @param spuriousWakeUps whether waits may end for no reason, which costs a preemption
 * @param reduced whether a state that was reached before in another order is left out; the findings
 *     are the same either way
 * @param beyond how long the search goes on when it has proved what it was asked for: with more
 *     preemptions, and with samples; zero for not at all
 * @param seed what the samples are drawn by
 * @param olderValues how many accesses of a run, at most, see an older value than the latest, or
 *     write one, where the memory model allows it; does not count as a preemption
 */
public record Bounds(
        int preemptions,
        int steps,
        long runs,
        Duration time,
        int workers,
        boolean spuriousWakeUps,
        boolean reduced,
        Duration beyond,
        long seed,
        int olderValues) {
    /**
     * Two preemptions, two older values, 5,000 steps, 10 million runs, one minute, all processors.
     */
    public static final Bounds DEFAULT =
            new Bounds(
                    2,
                    5_000,
                    10_000_000,
                    Duration.ofMinutes(1),
                    Runtime.getRuntime().availableProcessors(),
                    true,
                    true,
                    Duration.ZERO,
                    1,
                    2);

    /**
     * The same, and whatever time is left, but at most five seconds after the proof, is used for
     * more preemptions and for samples.
     */
    public static final Bounds ANYTIME = DEFAULT.withBeyond(Duration.ofSeconds(5));

    /** Refuses what no search can keep. */
    public Bounds {
        atLeast(0, preemptions, "preemptions");
        atLeast(1, steps, "steps");
        atLeast(1, runs, "runs");
        atLeast(1, workers, "workers");
        atLeast(0, olderValues, "older-values");
        atLeast(0, time.toSeconds(), "time");
        atLeast(0, beyond.toSeconds(), "time");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(
                    name + " " + value + " is out of range: " + least + " or more");
        }
    }

    /**
     * The same with another number of preemptions.
     *
     * @param count 0 or more
     * @return new bounds
     */
    public Bounds withPreemptions(int count) {
        return with(values -> values.preemptions = count);
    }

    /**
     * The same with another number of steps per run.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withSteps(int count) {
        return with(values -> values.steps = count);
    }

    /**
     * The same with another number of runs.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withRuns(long count) {
        return with(values -> values.runs = count);
    }

    /**
     * The same with another time.
     *
     * @param limit not negative
     * @return new bounds
     */
    public Bounds withTime(Duration limit) {
        return with(values -> values.time = limit);
    }

    /**
     * The same with another number of workers.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withWorkers(int count) {
        return with(values -> values.workers = count);
    }

    /**
     * The same for programs whose waits end only for a reason.
     *
     * @return new bounds
     */
    public Bounds withoutSpuriousWakeUps() {
        return with(values -> values.spuriousWakeUps = false);
    }

    /**
     * The same without leaving anything out: plain search, to measure the reduction against.
     *
     * @return new bounds
     */
    public Bounds unreduced() {
        return with(values -> values.reduced = false);
    }

    /**
     * The same with another time after the proof.
     *
     * @param limit not negative
     * @return new bounds
     */
    public Bounds withBeyond(Duration limit) {
        return with(values -> values.beyond = limit);
    }

    /**
     * The same with another seed.
     *
     * @param number any
     * @return new bounds
     */
    public Bounds withSeed(long number) {
        return with(values -> values.seed = number);
    }

    /**
     * The same with another number of older values.
     *
     * @param count 0 or more
     * @return new bounds
     */
    public Bounds withOlderValues(int count) {
        return with(values -> values.olderValues = count);
    }

    /**
     * Whether the search samples, and goes on beyond what it was asked to prove.
     *
     * @return false when it proves that or gives up
     */
    public boolean isAnytime() {
        return !beyond.isZero();
    }

    private Bounds with(Consumer<Values> change) {
        Values values = new Values(this);
        change.accept(values);
        return values.bounds();
    }

    /** The components while one of them is changed. */
    private static final class Values {
        private int preemptions;
        private int steps;
        private long runs;
        private Duration time;
        private int workers;
        private boolean spuriousWakeUps;
        private boolean reduced;
        private Duration beyond;
        private long seed;
        private int olderValues;

        Values(Bounds from) {
            preemptions = from.preemptions;
            steps = from.steps;
            runs = from.runs;
            time = from.time;
            workers = from.workers;
            spuriousWakeUps = from.spuriousWakeUps;
            reduced = from.reduced;
            beyond = from.beyond;
            seed = from.seed;
            olderValues = from.olderValues;
        }

        Bounds bounds() {
            return new Bounds(
                    preemptions,
                    steps,
                    runs,
                    time,
                    workers,
                    spuriousWakeUps,
                    reduced,
                    beyond,
                    seed,
                    olderValues);
        }
    }
}
