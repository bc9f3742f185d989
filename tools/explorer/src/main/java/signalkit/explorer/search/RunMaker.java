package signalkit.explorer.search;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.explorer.Scenario;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.RunOutcome;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.turn.ThreadPool;
import signalkit.weaver.WeavingClassLoader;

/** Does runs of a search, one at a time. */
final class RunMaker implements AutoCloseable {
    /** A search that ends so soon needs no samples. */
    private static final long HEAD_START = Duration.ofSeconds(1).toNanos();

    /** No run is to be looked after. */
    static final int IDLE = Integer.MIN_VALUE;

    private final SearchState state;
    private final Supplier<Scenario> maker;
    private final SiteMeanings sites;
    private final SiteMeanings sitesOfSamples;
    private final WeavingClassLoader loader;

    /** Of the first run, which may hang, and of programs that coroutines cannot run. */
    private final ThreadPool threads = new ThreadPool();

    private final ThreadPool coroutines = ThreadPool.ofCoroutines();

    /** The run of coroutines that is under way; null while there is none. */
    private volatile Execution running;

    private volatile boolean isAbandoned;

    /** How the first run of all classes of the loader ended; null when nobody asked. */
    private RunOutcome first;

    RunMaker(SearchState state, WeavingClassLoader loader) {
        this.loader = loader;
        this.state = state;
        this.maker = state.code.maker(loader);
        this.sites = new SiteMeanings(state.keys, loader);
        this.sitesOfSamples = new SiteMeanings(state.keysOfSamples, loader);
    }

    /** Does all that may throw, and stops the others when it does. */
    void guarded(Consumer<RunMaker> work) {
        try {
            work.accept(this);
        } catch (RuntimeException | Error e) {
            if (isAbandoned) {
                return;
            }
            state.broken = e;
            state.frontier.stop();
        }
    }

    /** Does all runs of a level, and draws some between them. */
    void runAll() {
        Frontier mine = state.frontier;
        Frontier.Branch branch = mine.take();
        while (branch != null) {
            try {
                follow(mine, branch);
            } finally {
                mine.done();
            }
            while (state.sampler.isDue(state.tally.elapsed() - HEAD_START, share())
                    && state.isClean()) {
                drawOne();
            }
            branch = mine.take();
        }
    }

    /** How much of the time of all workers is for samples. */
    private double share() {
        return state.mayDraw ? state.bounds.workers() * (state.isProved ? 0.5 : 0.25) : 0;
    }

    /** Draws runs until the time is over. */
    void drawAll() {
        while (state.isClean() && state.mayDraw && !state.keys.hasGrown()) {
            drawOne();
        }
    }

    private void drawOne() {
        long since = System.nanoTime();
        PriorityStrategy strategy = state.sampler.next();
        long known = state.keysOfSamples.growth();
        state.keysOfSamples.settle();
        RunOutcome outcome = run(strategy, sitesOfSamples);
        state.sampler.note(strategy, outcome, System.nanoTime() - since);
        boolean isUndecided = outcome.failure() != null && outcome.failure().kind().isUndecided();
        if (isUndecided && RunFindings.isHopeless(outcome.failure())) {
            state.mayDraw = false;
        } else if (!isUndecided && known == state.keysOfSamples.growth()) {
            // What became visible only now may be what orders two accesses that seem to race.
            state.samples.note(outcome);
        }
        if (state.keysOfSamples.hasThreads()) {
            state.keys.needThreads();
        }
        if (state.keysOfSamples.needsOneWorker()) {
            state.keys.shareWithOthers();
        }
        if (state.samples.hasFailed() || state.keys.hasGrown()) {
            state.frontier.stop();
        }
        state.checkLimits();
    }

    private void follow(Frontier mine, Frontier.Branch branch) {
        state.tally.countRun();
        if (branch.next() != Reduction.UNKNOWN && state.tally.states().contains(branch.next())) {
            state.tally.countSkipped();
            state.checkLimits();
            return;
        }
        BranchStrategy path = new BranchStrategy(state, mine, branch);
        RunOutcome outcome = run(path, sites);
        // What became visible meanwhile has points that the choices do not know.
        boolean strayed = path.strayedAt() != null && !state.keys.hasGrown();
        count(strayed ? outcome.strayed(path.strayedAt()) : outcome);
    }

    /** Does the plain run before any other, without a trace in the search. */
    RunOutcome runFirst() {
        first = runPlain();
        return first;
    }

    /** Does that run once more, and notes if it has become another one. */
    void repeatFirst() {
        RunOutcome again = runPlain();
        if (!first.isLike(again)) {
            state.findings.note(first.unlike(again));
        }
    }

    private RunOutcome runPlain() {
        SearchState anew = state.anew();
        BranchStrategy path = new BranchStrategy(anew, anew.frontier, anew.frontier.take());
        return run(path, new SiteMeanings(anew.keys, loader), threads);
    }

    private RunOutcome run(Strategy strategy, SiteMeanings with) {
        return run(strategy, with, state.keys.hasThreads() ? threads : coroutines);
    }

    private RunOutcome run(Strategy strategy, SiteMeanings with, ThreadPool pool) {
        Execution run =
                new Execution(strategy, with, pool, state.bounds, state.code.variant(), null);
        running = pool.hasCoroutines() ? run : null;
        RunOutcome outcome = run.run(maker);
        running = null;
        return outcome;
    }

    /** A number that changes with each point that a coroutine comes to, or {@link #IDLE}. */
    int progress() {
        return running == null ? IDLE : Math.max(coroutines.points(), IDLE + 1);
    }

    /** Leaves a run alone that hangs, and this with it; any thread may call it. */
    void abandon() {
        isAbandoned = true;
        Execution run = running;
        if (run != null) {
            run.cancel();
        }
    }

    private void count(RunOutcome outcome) {
        if (isAbandoned) {
            return;
        }
        state.tally.countEnd(outcome);
        if (!state.keys.hasGrown()) {
            state.findings.note(outcome);
        }
        boolean isLast = outcome.failure() != null && RunFindings.endsLevel(outcome.failure());
        if (isLast || state.keys.hasGrown()) {
            state.frontier.stop();
        }
        state.checkLimits();
    }

    @Override
    public void close() {
        threads.close();
        coroutines.close();
    }
}
