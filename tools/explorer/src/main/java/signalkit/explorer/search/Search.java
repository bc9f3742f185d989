package signalkit.explorer.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Reach;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.RunOutcome;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.run.ThreadPool;
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

    /** A search that ends so soon needs no samples. */
    private static final long HEAD_START = Duration.ofSeconds(1).toNanos();

    private final ScenarioCode code;
    private final Bounds bounds;
    private final Consumer<SearchStatistics> progress;
    private final Reduction reduction;
    private final Keys keys;
    private final Keys keysOfSamples;
    private final List<WeavingClassLoader> loaders = new ArrayList<>();
    private final Proof proof = new Proof();
    private int restarts;
    private long runsOfLevel;
    private String cutOfProof;

    // Written by all workers:
    private final Tally tally = new Tally();
    private final Sampler sampler;
    private final RunFindings findings;
    private final RunFindings samples;
    private volatile boolean mayDraw;
    private volatile Frontier frontier;
    private volatile String cut;
    private volatile long deadline;
    private volatile Throwable broken;

    /** A search that leaves out what {@link Reduction} knows. */
    public Search(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress) {
        this(code, bounds, failures, progress, new Reduction());
    }

    public Search(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Consumer<SearchStatistics> progress,
            Reduction reduction) {
        this.code = code;
        this.bounds = bounds;
        this.keys = new Keys(false, failures.contains(FindingKind.DATA_RACE));
        this.keysOfSamples = new Keys(false, failures.contains(FindingKind.DATA_RACE));
        this.findings = new RunFindings(failures);
        this.samples = new RunFindings(failures);
        this.sampler = new Sampler(bounds.seed());
        this.progress = progress;
        this.reduction = reduction;
        this.deadline = bounds.time().toNanos();
        this.mayDraw = bounds.isAnytime();
    }

    /** What has been proved so far. */
    private static final class Proof {
        /** With how many preemptions every schedule was run; -1 for none. */
        private volatile int level = -1;

        private boolean isWhole;
        private SearchStatistics statistics;
        private Set<String> unexplored = Set.of();
    }

    public Result run() throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < bounds.workers(); i++) {
            WeavingClassLoader loader = code.load();
            loaders.add(loader);
            workers.add(new Worker(code.maker(loader), loader));
        }
        Points.arm(Points.Reason.SCHEDULER);
        try {
            search(workers, bounds.preemptions());
            decideAlone(workers);
            cutOfProof = cut != null ? cut : findings.cut(bounds.steps());
            if (bounds.isAnytime() && isClean()) {
                goBeyond(workers);
            }
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
            workers.forEach(worker -> worker.pool.close());
        }
        return result();
    }

    /** Runs all levels to the last one, until nothing new shows up that is shared. */
    private void search(List<Worker> workers, int last) throws InterruptedException {
        do {
            clear();
            attempt(workers, last);
            restarts++;
        } while (keys.hasGrown() && cut == null && !samples.hasFailed());
    }

    /** Of schedules that commute workers find some; a worker alone always finds the same one. */
    private void decideAlone(List<Worker> workers) throws InterruptedException {
        List<RunOutcome> before = findings.failed();
        boolean isHopeless = before.stream().anyMatch(findings::isHopeless);
        boolean isLong = cut != null || samples.hasFailed() || tally.runs() > SHORT;
        if (workers.size() == 1 || before.isEmpty() || isHopeless || isLong) {
            return;
        }
        mayDraw = false;
        clear();
        attempt(workers.subList(0, 1), bounds.preemptions());
        // The time may have been over now.
        findings.addUnlessFailed(before);
    }

    /** What is asked for is proved: what time is left is used. */
    private void goBeyond(List<Worker> workers) throws InterruptedException {
        deadline = Math.min(deadline, tally.elapsed() + bounds.beyond().toNanos());
        while (isClean() && !proof.isWhole) {
            if (frontier.hasNext()) {
                frontier.advance();
                attempt(workers, Integer.MAX_VALUE);
            } else {
                draw(workers);
            }
            if (keys.hasGrown() && isClean()) {
                search(workers, Integer.MAX_VALUE);
            }
        }
        // What could not be run there takes nothing back.
        findings.forgetUndecided();
        cut = null;
    }

    private boolean isClean() {
        return cut == null && !findings.hasFailed() && !samples.hasFailed();
    }

    private void clear() {
        keys.settle();
        frontier = new Frontier(bounds.preemptions(), bounds.isAnytime());
        tally.clear();
        findings.clear();
    }

    private void attempt(List<Worker> workers, int last) throws InterruptedException {
        boolean goesOn;
        do {
            long before = tally.runs();
            together(workers, Worker::runAll);
            goesOn = isClean() && !keys.hasGrown();
            if (goesOn) {
                note(frontier.level());
                goesOn = frontier.level() < last && frontier.hasNext();
            }
            runsOfLevel = tally.runs() - before;
            if (goesOn) {
                frontier.advance();
            }
        } while (goesOn);
    }

    /** All of a level has been run, and nothing has failed. */
    private void note(int level) {
        if (level > proof.level && findings.cut(bounds.steps()) == null) {
            proof.level = level;
            proof.isWhole = frontier.isDone();
            proof.statistics = statistics();
            proof.unexplored = unexplored();
        }
    }

    /** Only samples: there is no level that could begin. */
    private void draw(List<Worker> workers) throws InterruptedException {
        together(workers, Worker::drawAll);
    }

    private void together(List<Worker> workers, Consumer<Worker> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : keys.needsOneWorker() ? workers.subList(0, 1) : workers) {
            Thread thread = new Thread(() -> worker.guarded(work), "explorer");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    thread.join(100);
                    progress.accept(statistics());
                }
            }
        } catch (InterruptedException e) {
            stop("it was interrupted");
            throw e;
        }
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private SearchStatistics statistics() {
        Frontier current = frontier;
        return tally.statistics(current.waiting(), current.level(), Math.max(0, restarts - 1));
    }

    private Result result() {
        Optional<Result.Failure> failure = findings.failure().or(samples::failure);
        boolean isProved = failure.isEmpty() && cutOfProof == null;
        return new Result(
                code.name(),
                bounds,
                failure,
                findings.warningsWith(samples),
                findings.outcomesWith(samples),
                isProved ? proof.statistics : statistics(),
                failure.isPresent() ? Optional.empty() : Optional.ofNullable(cutOfProof),
                isProved ? proof.unexplored : unexplored(),
                bounds.isAnytime() ? Optional.of(reach()) : Optional.empty(),
                keys.hasTracked());
    }

    private Reach reach() {
        boolean isPart = frontier.level() > proof.level;
        boolean isExplored = proof.unexplored.isEmpty();
        return new Reach(
                isExplored ? proof.level : -1,
                isExplored && proof.isWhole,
                isPart ? frontier.level() : 0,
                isPart ? runsOfLevel : 0,
                sampler.byPct(),
                sampler.byPos(),
                sampler.different(),
                bounds.seed());
    }

    private Set<String> unexplored() {
        Set<String> names = new TreeSet<>();
        loaders.forEach(loader -> names.addAll(loader.unwoven()));
        names.addAll(keys.unexplored());
        return names;
    }

    private void checkLimits() {
        if (tally.runs() >= bounds.runs()) {
            stop("the bound of " + bounds.runs() + " runs was reached");
        } else if (tally.elapsed() > deadline) {
            stop("the time of " + deadline / 1_000_000 / 1000.0 + " s was over");
        }
    }

    private void stop(String why) {
        cut = why;
        frontier.stop();
    }

    /** Does runs, one at a time. */
    private final class Worker {
        private final Supplier<Scenario> maker;
        private final SiteMeanings sites;
        private final SiteMeanings sitesOfSamples;
        private final ThreadPool pool = new ThreadPool();

        Worker(Supplier<Scenario> maker, WeavingClassLoader loader) {
            this.maker = maker;
            this.sites = new SiteMeanings(keys, loader);
            this.sitesOfSamples = new SiteMeanings(keysOfSamples, loader);
        }

        /** Does all that may throw, and stops the others when it does. */
        void guarded(Consumer<Worker> work) {
            try {
                work.accept(this);
            } catch (RuntimeException | Error e) {
                broken = e;
                frontier.stop();
            }
        }

        /** Does all runs of a level, and draws some between them. */
        void runAll() {
            Frontier mine = frontier;
            Frontier.Branch branch = mine.take();
            while (branch != null) {
                try {
                    follow(mine, branch);
                } finally {
                    mine.done();
                }
                while (sampler.isDue(tally.elapsed() - HEAD_START, share()) && isClean()) {
                    drawOne();
                }
                branch = mine.take();
            }
        }

        /** How much of the time of all workers is for samples. */
        private double share() {
            boolean isProved = proof.level >= bounds.preemptions();
            return mayDraw ? bounds.workers() * (isProved ? 0.5 : 0.25) : 0;
        }

        void drawAll() {
            while (isClean()) {
                drawOne();
            }
        }

        private void drawOne() {
            long since = System.nanoTime();
            PriorityStrategy strategy = sampler.next();
            RunOutcome outcome = run(strategy, sitesOfSamples);
            sampler.note(strategy, outcome, System.nanoTime() - since);
            if (outcome.failure() == null || !outcome.failure().kind().isUndecided()) {
                samples.note(outcome);
            } else if (RunFindings.isHopeless(outcome.failure())) {
                mayDraw = false;
            }
            if (samples.hasFailed()) {
                frontier.stop();
            }
            checkLimits();
        }

        private void follow(Frontier mine, Frontier.Branch branch) {
            tally.countRun();
            if (branch.next() != Reduction.UNKNOWN && tally.states().contains(branch.next())) {
                tally.countSkipped();
                checkLimits();
                return;
            }
            States states = bounds.reduced() ? tally.states() : null;
            BranchStrategy path = new BranchStrategy(mine, branch, reduction, states);
            RunOutcome outcome = run(path, sites);
            // What became visible meanwhile has points that the choices do not know.
            boolean strayed = path.strayedAt() != null && !keys.hasGrown();
            count(strayed ? outcome.strayed(path.strayedAt()) : outcome);
        }

        private RunOutcome run(Strategy strategy, SiteMeanings with) {
            return new Execution(strategy, with, pool, bounds, code.variant(), null).run(maker);
        }

        private void count(RunOutcome outcome) {
            tally.countEnd(outcome);
            findings.note(outcome);
            boolean isLast = outcome.failure() != null && RunFindings.endsLevel(outcome.failure());
            if (isLast || keys.hasGrown()) {
                frontier.stop();
            }
            checkLimits();
        }
    }
}
