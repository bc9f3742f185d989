package signalkit.explorer.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
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

    /** After these no other run tells more, and each may take seconds. */
    private static final Set<FindingKind> HOPELESS =
            EnumSet.of(FindingKind.REFUSED, FindingKind.NOT_REPEATABLE);

    private final ScenarioCode code;
    private final Bounds bounds;
    private final Set<FindingKind> failures;
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

    // this must be locked when using these:
    private final List<RunOutcome> failed = new ArrayList<>();
    private final Map<String, Result.Failure> warnings = new TreeMap<>();
    private final Set<String> outcomes = new TreeSet<>();
    private Throwable broken;

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
        this.failures = failures;
        this.progress = progress;
        this.reduction = reduction;
    }

    public static boolean isHopeless(Finding failure) {
        return HOPELESS.contains(failure.kind());
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
        List<RunOutcome> before = failedSoFar();
        boolean isHopeless = before.stream().anyMatch(each -> isHopeless(failureOf(each)));
        boolean isLong = cut != null || runs.get() > SHORT;
        if (workers.size() == 1 || before.isEmpty() || isHopeless || isLong) {
            return;
        }
        clear();
        attempt(workers.subList(0, 1));
        synchronized (this) {
            // The time may have been over now.
            if (failed.isEmpty()) {
                failed.addAll(before);
            }
        }
    }

    private synchronized List<RunOutcome> failedSoFar() {
        return List.copyOf(failed);
    }

    private synchronized void clear() {
        keys.settle();
        frontier = new Frontier(bounds.preemptions());
        runs.set(0);
        pruned.set(0);
        skipped.set(0);
        states.clear();
        traces.clear();
        failed.clear();
        warnings.clear();
        outcomes.clear();
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
        } while (!hasFailed() && cut == null && !keys.hasGrown() && frontier.advance());
    }

    private synchronized void rethrow() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private synchronized boolean hasFailed() {
        return !failed.isEmpty();
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

    private synchronized Result result() {
        Optional<Result.Failure> failure =
                failed.stream()
                        .min(
                                Comparator.comparing(this::isRepeatable)
                                        .thenComparingInt(outcome -> outcome.deviations().size())
                                        .thenComparingInt(RunOutcome::steps)
                                        .thenComparing(
                                                outcome -> new Schedule(outcome.deviations()).id()))
                        .map(
                                outcome ->
                                        new Result.Failure(
                                                failureOf(outcome),
                                                new Schedule(outcome.deviations())));
        return new Result(
                code.name(),
                bounds,
                failure,
                List.copyOf(warnings.values()),
                new TreeSet<>(outcomes),
                statistics(),
                failure.isPresent() ? Optional.empty() : Optional.ofNullable(cut),
                unexplored());
    }

    private Set<String> unexplored() {
        Set<String> names = new TreeSet<>();
        loaders.forEach(loader -> names.addAll(loader.unwoven()));
        return names;
    }

    /** What is not repeatable makes all other findings doubtful, so it is named first. */
    private boolean isRepeatable(RunOutcome outcome) {
        return failureOf(outcome).kind() != FindingKind.NOT_REPEATABLE;
    }

    private Finding failureOf(RunOutcome outcome) {
        if (outcome.failure() != null) {
            return outcome.failure();
        }
        return outcome.warnings().stream()
                .filter(finding -> failures.contains(finding.kind()))
                .filter(finding -> !isAllowed(finding, outcome))
                .findFirst()
                .orElse(null);
    }

    private static boolean isAllowed(Finding finding, RunOutcome outcome) {
        return outcome.allowsRaces() && finding.kind() == FindingKind.DATA_RACE;
    }

    private synchronized void note(RunOutcome outcome) {
        Finding failure = failureOf(outcome);
        for (Finding warning : outcome.warnings()) {
            Schedule schedule = new Schedule(outcome.deviations());
            warnings.merge(
                    warning.toString(),
                    new Result.Failure(warning, schedule),
                    (a, b) -> shorter(a, b));
        }
        if (failure != null) {
            failed.add(outcome);
            outcomes.add(failure.kind().label());
        } else if (outcome.end() == RunOutcome.End.COMPLETE) {
            outcomes.add(outcome.summary());
        }
    }

    private static Result.Failure shorter(Result.Failure a, Result.Failure b) {
        Comparator<Result.Failure> order =
                Comparator.comparingInt((Result.Failure each) -> each.schedule().length())
                        .thenComparing(each -> each.schedule().id());
        return order.compare(a, b) <= 0 ? a : b;
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
                synchronized (Search.this) {
                    broken = e;
                }
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
            note(outcome);
            boolean isHopeless = outcome.failure() != null && isHopeless(outcome.failure());
            if (isHopeless || keys.hasGrown()) {
                frontier.stop();
            }
            checkLimits();
        }
    }
}
