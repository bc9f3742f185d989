package signalkit.explorer.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Reach;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.Shard;
import signalkit.explorer.model.Order;
import signalkit.explorer.run.RunOutcome;
import signalkit.posix.Points;
import signalkit.weaver.WeavingClassLoader;

/**
 * Looks at every schedule within bounds, fewest preemptions first.
 *
 * <p><b>How it works.</b> A run follows a list of choices and goes on as if nothing happened from
 * there; at each further point the other options become lists of their own. A state that was
 * reached before, with as few preemptions or fewer, has had its options listed then, so a run ends
 * there (see {@link Order}). That some memory is shared is learnt by running: when a run shows it,
 * the search begins anew with more points; it is over when nothing new shows up.
 *
 * <p>All of a level is run even when something fails, so that the failure with the shortest
 * schedule is the same however the workers take turns. Several may be the shortest and commute; a
 * short search is done again by one worker to choose among them.
 *
 * <p>An anytime search also draws runs by chance (see {@link Sampler}), which learn for themselves
 * what memory is shared, and goes on to further levels when it has proved what it was asked for.
 */
public final class Search {
    /** So many runs can be done once more. */
    private static final long SHORT = 20_000;

    private final SearchState state;
    private final Bounds bounds;
    private final Consumer<SearchStatistics> progress;
    private final Shard shard;
    private final List<WeavingClassLoader> loaders = new ArrayList<>();
    private final Proof proof = new Proof();
    private int restarts;
    private long runsOfLevel;
    private String cutOfProof;
    private boolean wasInterrupted;

    /** What has been proved so far. */
    private static final class Proof {
        /** With how many preemptions every schedule was run; -1 for none. */
        private int level = -1;

        private boolean isWhole;
        private SearchStatistics statistics;
        private Set<String> unexplored = Set.of();
    }

    /** A search that leaves out what {@link Reduction} knows. */
    public Search(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress) {
        this(code, bounds, failures, progress, new Reduction(), Shard.WHOLE, false);
    }

    /** One part of a search; it keeps what is needed to add it up with the others. */
    public Search(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress,
            Shard shard) {
        this(code, bounds, failures, progress, new Reduction(), shard, true);
    }

    Search(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress,
            Reduction reduction,
            Shard shard,
            boolean isPart) {
        this.state = new SearchState(code, bounds, failures, reduction, isPart);
        this.bounds = bounds;
        this.progress = progress;
        this.shard = shard;
    }

    public Result run() throws InterruptedException {
        List<RunMaker> workers = new ArrayList<>();
        for (int i = 0; i < bounds.workers(); i++) {
            WeavingClassLoader loader = state.code.load();
            loaders.add(loader);
            workers.add(new RunMaker(state, loader));
        }
        Points.arm(Points.Reason.SCHEDULER);
        try {
            RunOutcome first = workers.get(0).runFirst();
            if (first.failure() != null && RunFindings.isHopeless(first.failure())) {
                state.clear();
                state.tally.countRun();
                state.findings.note(first);
            } else {
                search(workers, bounds.preemptions());
                decideAlone(workers);
            }
            if (state.isClean() && unexplored().isEmpty()) {
                workers.get(0).repeatFirst();
            }
            cutOfProof = state.cut != null ? state.cut : state.findings.cut(bounds.steps());
            if (bounds.isAnytime() && state.isClean()) {
                goBeyond(workers);
            }
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
            workers.forEach(RunMaker::close);
        }
        return result();
    }

    /** Runs all levels to the last one, until nothing new shows up that is shared. */
    private void search(List<RunMaker> workers, int last) throws InterruptedException {
        do {
            state.clear();
            attempt(workers, last);
            restarts++;
        } while (state.keys.hasGrown() && state.cut == null && !state.samples.hasFailed());
    }

    /** Of schedules that commute workers find some; a worker alone always finds the same one. */
    private void decideAlone(List<RunMaker> workers) throws InterruptedException {
        RunFindings findings = state.findings;
        List<RunOutcome> before = findings.failed();
        boolean isHopeless = before.stream().anyMatch(findings::isHopeless);
        boolean isLong =
                state.cut != null || state.samples.hasFailed() || state.tally.runs() > SHORT;
        if (workers.size() == 1 || before.isEmpty() || isHopeless || isLong) {
            return;
        }
        state.mayDraw = false;
        state.clear();
        attempt(workers.subList(0, 1), bounds.preemptions());
        // The time may have been over now.
        findings.addUnlessFailed(before);
    }

    /** What is asked for is proved: what time is left is used. */
    private void goBeyond(List<RunMaker> workers) throws InterruptedException {
        state.deadline =
                Math.min(state.deadline, state.tally.elapsed() + bounds.beyond().toNanos());
        state.isProved = true;
        while (state.isClean() && !proof.isWhole) {
            if (state.frontier.hasNext()) {
                state.frontier.advance(Shard.WHOLE);
                attempt(workers, Integer.MAX_VALUE);
            } else if (state.mayDraw) {
                together(workers, RunMaker::drawAll);
            } else {
                break;
            }
            if (state.keys.hasGrown() && state.isClean()) {
                search(workers, Integer.MAX_VALUE);
            }
        }
        // What could not be run there takes nothing back.
        state.findings.forgetUndecided();
        state.cut = null;
    }

    private void attempt(List<RunMaker> workers, int last) throws InterruptedException {
        boolean goesOn;
        do {
            long before = state.tally.runs();
            together(workers, RunMaker::runAll);
            goesOn = state.isClean() && !state.keys.hasGrown();
            if (goesOn) {
                note(state.frontier.level());
                goesOn = state.frontier.level() < last && state.frontier.hasNext();
            }
            runsOfLevel = state.tally.runs() - before;
            if (goesOn) {
                state.frontier.advance(shard);
            }
        } while (goesOn);
    }

    /** All of a level has been run, and nothing has failed. */
    private void note(int level) {
        if (level > proof.level && state.findings.cut(bounds.steps()) == null) {
            proof.level = level;
            proof.isWhole = state.frontier.isDone();
            proof.statistics = state.statistics(restarts);
            proof.unexplored = unexplored();
        }
    }

    private void together(List<RunMaker> workers, Consumer<RunMaker> work)
            throws InterruptedException {
        Map<RunMaker, Thread> threads = new LinkedHashMap<>();
        boolean isAlone = state.keys.needsOneWorker() || state.keysOfSamples.needsOneWorker();
        state.keys.expectCompany(!isAlone && workers.size() > 1);
        state.keysOfSamples.expectCompany(!isAlone && workers.size() > 1);
        for (RunMaker worker : isAlone ? workers.subList(0, 1) : workers) {
            Thread thread = new Thread(() -> worker.guarded(work), "explorer");
            thread.setDaemon(true);
            thread.start();
            threads.put(worker, thread);
        }
        Watch watch = new Watch(threads);
        for (Map.Entry<RunMaker, Thread> entry : threads.entrySet()) {
            Thread thread = entry.getValue();
            while (thread.isAlive() && !watch.hasGivenUp(entry.getKey())) {
                try {
                    thread.join(100);
                    replaceStuck(workers, watch.look());
                    progress.accept(state.statistics(restarts));
                } catch (InterruptedException e) {
                    if (wasInterrupted) {
                        throw e;
                    }
                    // What is known so far is told.
                    wasInterrupted = true;
                    state.stop("the search was interrupted");
                }
            }
        }
        if (state.broken instanceof Error error) {
            throw error;
        }
        if (state.broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Leaves those alone whose run hangs: with threads of the system it is seen where. */
    private void replaceStuck(List<RunMaker> workers, List<RunMaker> stuck) {
        for (RunMaker worker : stuck) {
            worker.abandon();
            state.keys.needThreads();
            state.frontier.stop();
            WeavingClassLoader loader = state.code.load();
            loaders.add(loader);
            workers.set(workers.indexOf(worker), new RunMaker(state, loader));
        }
    }

    private Result result() {
        Optional<Result.Failure> failure = state.findings.failure().or(state.samples::failure);
        boolean isProved = failure.isEmpty() && cutOfProof == null;
        return new Result(
                state.code.name(),
                bounds,
                failure,
                state.findings.warningsWith(state.samples),
                state.findings.outcomesWith(state.samples),
                isProved ? proof.statistics : state.statistics(restarts),
                failure.isPresent() ? Optional.empty() : Optional.ofNullable(cutOfProof),
                isProved ? proof.unexplored : unexplored(),
                bounds.isAnytime() ? Optional.of(reach()) : Optional.empty(),
                state.keys.hasTracked());
    }

    private Reach reach() {
        boolean isPart = state.frontier.level() > proof.level;
        boolean isExplored = proof.unexplored.isEmpty();
        return new Reach(
                isExplored ? proof.level : -1,
                isExplored && proof.isWhole,
                isPart ? state.frontier.level() : 0,
                isPart ? runsOfLevel : 0,
                state.sampler.byPct(),
                state.sampler.byPos(),
                state.sampler.different(),
                bounds.seed());
    }

    private Set<String> unexplored() {
        Set<String> names = new TreeSet<>();
        loaders.forEach(loader -> names.addAll(loader.unwoven()));
        names.addAll(state.keys.unexplored());
        return names;
    }

    /** Whether the calling thread was interrupted, which has ended the search. */
    public boolean wasInterrupted() {
        return wasInterrupted;
    }

    /** The names of all memory that was seen to be shared. */
    public Set<String> shared() {
        return state.keys.visible();
    }

    /** Takes memory for shared from the beginning. */
    public void know(Set<String> names) {
        names.forEach(state.keys::know);
    }

    /** Checksums of the class files that were explored, by the name of the class. */
    public Map<String, Long> checksums() {
        Map<String, Long> all = new TreeMap<>();
        loaders.forEach(loader -> all.putAll(loader.checksums()));
        return all;
    }

    /** The steps of all runs of the last attempt. */
    long steps() {
        return state.tally.steps();
    }

    /** The steps that a search makes at least that misses no trace. */
    long stepsOfTraces() {
        return state.tally.stepsOfTraces();
    }

    /** All states that were reached, of a part of a search. */
    public States states() {
        return state.tally.states();
    }

    /** All runs that came to an end, but for the order of independent steps. */
    public States traces() {
        return state.tally.traces();
    }
}
