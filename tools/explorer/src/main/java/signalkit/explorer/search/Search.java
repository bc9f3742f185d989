package signalkit.explorer.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.RunOutcome;
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
 */
public final class Search {
    /** So many runs can be done once more. */
    private static final long SHORT = 20_000;

    private final ScenarioCode code;
    private final Bounds bounds;
    private final Consumer<SearchStatistics> progress;
    private final Reduction reduction;
    private final Keys keys = new Keys(false);
    private final long start = System.nanoTime();
    private final List<WeavingClassLoader> loaders = new ArrayList<>();
    private int restarts;

    // Written by all workers:
    private volatile Frontier frontier;
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong pruned = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final States states = new States();
    private final States traces = new States();
    private volatile String cut;

    private final RunFindings findings;
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
        this.findings = new RunFindings(failures);
        this.progress = progress;
        this.reduction = reduction;
    }

    public Result run() throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < bounds.workers(); i++) {
            WeavingClassLoader loader = code.load();
            loaders.add(loader);
            workers.add(new Worker(code.maker(loader), new SiteMeanings(keys, loader)));
        }
        Points.arm(Points.Reason.SCHEDULER);
        try {
            do {
                clear();
                attempt(workers);
                restarts++;
            } while (keys.hasGrown() && cut == null);
            decideAlone(workers);
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
            workers.forEach(worker -> worker.pool.close());
        }
        return result();
    }

    /** Of schedules that commute workers find some; a worker alone always finds the same one. */
    private void decideAlone(List<Worker> workers) throws InterruptedException {
        List<RunOutcome> before = findings.failed();
        boolean isHopeless = before.stream().anyMatch(findings::isHopeless);
        boolean isLong = cut != null || runs.get() > SHORT;
        if (workers.size() == 1 || before.isEmpty() || isHopeless || isLong) {
            return;
        }
        clear();
        attempt(workers.subList(0, 1));
        // The time may have been over now.
        findings.addUnlessFailed(before);
    }

    private void clear() {
        keys.settle();
        frontier = new Frontier(bounds.preemptions());
        runs.set(0);
        pruned.set(0);
        skipped.set(0);
        states.clear();
        traces.clear();
        findings.clear();
    }

    private void attempt(List<Worker> workers) throws InterruptedException {
        do {
            List<Thread> threads = new ArrayList<>();
            for (Worker worker : workers) {
                Thread thread = new Thread(worker, "explorer");
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
                frontier.stop();
                throw e;
            }
            rethrow();
        } while (!findings.hasFailed() && cut == null && !keys.hasGrown() && frontier.advance());
    }

    private void rethrow() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private SearchStatistics statistics() {
        Frontier current = frontier;
        return new SearchStatistics(
                runs.get(),
                pruned.get(),
                skipped.get(),
                traces.size(),
                states.size(),
                current.waiting(),
                Math.min(current.level(), bounds.preemptions()),
                Math.max(0, restarts - 1),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Result result() {
        Optional<Result.Failure> failure = findings.failure();
        return new Result(
                code.name(),
                bounds,
                failure,
                findings.warnings(),
                findings.outcomes(),
                statistics(),
                failure.isPresent() ? Optional.empty() : Optional.ofNullable(cut),
                unexplored());
    }

    private Set<String> unexplored() {
        Set<String> names = new TreeSet<>();
        loaders.forEach(loader -> names.addAll(loader.unwoven()));
        names.addAll(keys.unexplored());
        return names;
    }

    private void checkLimits() {
        if (runs.get() >= bounds.runs()) {
            stop("the bound of " + bounds.runs() + " runs was reached");
        } else if (System.nanoTime() - start > bounds.time().toNanos()) {
            stop("the time of " + bounds.time().toMillis() / 1000.0 + " s was over");
        }
    }

    private void stop(String why) {
        cut = why;
        frontier.stop();
    }

    /** Does runs until none are left at this level. */
    private final class Worker implements Runnable {
        private final Supplier<Scenario> maker;
        private final SiteMeanings sites;
        private final ThreadPool pool = new ThreadPool();

        Worker(Supplier<Scenario> maker, SiteMeanings sites) {
            this.maker = maker;
            this.sites = sites;
        }

        @Override
        public void run() {
            Frontier mine = frontier;
            try {
                Frontier.Branch branch = mine.take();
                while (branch != null) {
                    try {
                        follow(mine, branch);
                    } finally {
                        mine.done();
                    }
                    branch = mine.take();
                }
            } catch (InterruptedException e) {
                mine.stop();
            } catch (RuntimeException | Error e) {
                broken = e;
                mine.stop();
            }
        }

        private void follow(Frontier mine, Frontier.Branch branch) {
            runs.incrementAndGet();
            if (branch.next() != Reduction.UNKNOWN && states.contains(branch.next())) {
                pruned.incrementAndGet();
                skipped.incrementAndGet();
                checkLimits();
                return;
            }
            BranchStrategy path =
                    new BranchStrategy(mine, branch, reduction, bounds.reduced() ? states : null);
            Execution run = new Execution(path, sites, pool, bounds, code.variant(), null);
            RunOutcome outcome = run.run(maker);
            // What became visible meanwhile has points that the choices do not know.
            boolean strayed = path.strayedAt() != null && !keys.hasGrown();
            count(strayed ? outcome.strayed(path.strayedAt()) : outcome);
        }

        private void count(RunOutcome outcome) {
            if (outcome.end() == RunOutcome.End.PRUNED) {
                pruned.incrementAndGet();
            } else {
                traces.add(outcome.trace());
            }
            findings.note(outcome);
            boolean isHopeless =
                    outcome.failure() != null && RunFindings.isHopeless(outcome.failure());
            if (isHopeless || keys.hasGrown()) {
                frontier.stop();
            }
            checkLimits();
        }
    }
}
