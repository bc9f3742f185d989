package signalkit.stress;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Runs of the same races whose results are added up, so that all of them fit into a time. */
final class RaceRounds {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final Jcstress jcstress;
    private final List<Race> races;
    private final boolean full;
    private final BiConsumer<Integer, Integer> progress;
    private int configurations = 1;

    /**
     * For some races.
     *
     * @param full whether each configuration of jcstress is run
     * @param progress is told how many configurations of a round are done, and of how many
     */
    RaceRounds(
            Jcstress jcstress,
            List<Race> races,
            boolean full,
            BiConsumer<Integer, Integer> progress) {
        this.jcstress = jcstress;
        this.races = races;
        this.full = full;
        this.progress = progress;
    }

    /** One round in which each configuration runs for this long. */
    Jcstress.Results run(Duration each) throws IOException, InterruptedException {
        return jcstress.run(Race.pattern(races), each, full, this::note);
    }

    private void note(int done, int planned) {
        configurations = planned;
        progress.accept(done, planned);
    }

    /**
     * A short round, which shows what the start of its JVMs costs here, and a long one that takes
     * what is left of the time. Where nothing is left there is the short one alone.
     */
    Jcstress.Results within(Duration budget) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Jcstress.Results first = run(SHORTEST);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        Duration running = SHORTEST.multipliedBy(configurations);
        Duration left = budget.minus(taken).minus(taken.minus(running));
        Duration each = left.dividedBy(configurations);
        return each.compareTo(SHORTEST) < 0 ? first : first.and(run(each));
    }
}
