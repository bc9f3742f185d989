package signalkit.explorer;

import java.time.Duration;

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
        if (preemptions < 0
                || steps < 1
                || runs < 1
                || workers < 1
                || olderValues < 0
                || time.isNegative()
                || beyond.isNegative()) {
            throw new IllegalArgumentException(
                    "bounds must be positive: preemptions "
                            + preemptions
                            + ", steps "
                            + steps
                            + ", runs "
                            + runs
                            + ", workers "
                            + workers
                            + ", time "
                            + time
                            + ", beyond "
                            + beyond
                            + ", older values "
                            + olderValues);
        }
    }

    /**
     * The same with another number of preemptions.
     *
     * @param count 0 or more
     * @return new bounds
     */
    public Bounds withPreemptions(int count) {
        return new Bounds(
                count,
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

    /**
     * The same with another number of steps per run.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withSteps(int count) {
        return new Bounds(
                preemptions,
                count,
                runs,
                time,
                workers,
                spuriousWakeUps,
                reduced,
                beyond,
                seed,
                olderValues);
    }

    /**
     * The same with another number of runs.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withRuns(long count) {
        return new Bounds(
                preemptions,
                steps,
                count,
                time,
                workers,
                spuriousWakeUps,
                reduced,
                beyond,
                seed,
                olderValues);
    }

    /**
     * The same with another time.
     *
     * @param limit not negative
     * @return new bounds
     */
    public Bounds withTime(Duration limit) {
        return new Bounds(
                preemptions,
                steps,
                runs,
                limit,
                workers,
                spuriousWakeUps,
                reduced,
                beyond,
                seed,
                olderValues);
    }

    /**
     * The same with another number of workers.
     *
     * @param count 1 or more
     * @return new bounds
     */
    public Bounds withWorkers(int count) {
        return new Bounds(
                preemptions,
                steps,
                runs,
                time,
                count,
                spuriousWakeUps,
                reduced,
                beyond,
                seed,
                olderValues);
    }

    /**
     * The same for programs whose waits end only for a reason.
     *
     * @return new bounds
     */
    public Bounds withoutSpuriousWakeUps() {
        return new Bounds(
                preemptions, steps, runs, time, workers, false, reduced, beyond, seed, olderValues);
    }

    /**
     * The same without leaving anything out: plain search, to measure the reduction against.
     *
     * @return new bounds
     */
    public Bounds unreduced() {
        return new Bounds(
                preemptions,
                steps,
                runs,
                time,
                workers,
                spuriousWakeUps,
                false,
                beyond,
                seed,
                olderValues);
    }

    /**
     * The same with another time after the proof.
     *
     * @param limit not negative
     * @return new bounds
     */
    public Bounds withBeyond(Duration limit) {
        return new Bounds(
                preemptions,
                steps,
                runs,
                time,
                workers,
                spuriousWakeUps,
                reduced,
                limit,
                seed,
                olderValues);
    }

    /**
     * The same with another seed.
     *
     * @param number any
     * @return new bounds
     */
    public Bounds withSeed(long number) {
        return new Bounds(
                preemptions,
                steps,
                runs,
                time,
                workers,
                spuriousWakeUps,
                reduced,
                beyond,
                number,
                olderValues);
    }

    /**
     * The same with another number of older values.
     *
     * @param count 0 or more
     * @return new bounds
     */
    public Bounds withOlderValues(int count) {
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
                count);
    }

    /**
     * Whether the search samples, and goes on beyond what it was asked to prove.
     *
     * @return false when it proves that or gives up
     */
    public boolean isAnytime() {
        return !beyond.isZero();
    }
}
