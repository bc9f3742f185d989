package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.fair.FairTurns;
import signalkit.explorer.fair.News;
import signalkit.explorer.jdk.JdkState;
import signalkit.explorer.memory.WeakMemory;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.explorer.model.VirtualClock;
import signalkit.explorer.turn.Turn;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.weaver.Site;

/**
 * What the parts of one run share: the program's threads and places, the signals that are still to
 * come, and how the run ends.
 *
 * <p>The thread that has the turn uses everything here; the driver reads the outcome when all
 * threads have ended.
 */
public final class RunState {
    private final boolean wakesSpuriously;
    private final SiteMeanings sites;
    private final ScenarioPlan plan;
    private final RunLog log;
    private final Turn turn;
    private final WeakMemory weak;
    private final Order order;
    private final Arrivals arrivals = new Arrivals();
    private final Places places;
    private final JdkState jdk = new JdkState();
    private final VirtualClock clock = new VirtualClock();
    private final FairTurns fairness = new FairTurns();
    private final List<News> news = new ArrayList<>();

    /** Written with the turn; read without it by threads that begin or end. */
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    /** Most often the next question is about the same thread; any thread may write it. */
    private Task lastAsked;

    private boolean isLong;
    private boolean isFromOutside;
    private boolean isEnding;
    private int olderValues;
    private boolean quiet = true;
    private Supplier<Map<String, String>> lookBeforeTheEnd;
    private Map<String, String> valuesBeforeTheEnd;
    private volatile boolean over;
    private RunOutcome outcome;

    RunState(Turn turn, ScenarioPlan plan, RunLog log, SiteMeanings sites, Bounds bounds) {
        this.turn = turn;
        this.wakesSpuriously = bounds.spuriousWakeUps();
        this.olderValues = bounds.olderValues();
        this.weak = sites.hasTracked() ? new WeakMemory() : null;
        this.order = new Order(weak);
        this.plan = plan;
        this.log = log;
        this.places = new Places(order, sites);
        this.sites = sites;
    }

    /** What accesses may see; null when each sees the latest write. */
    WeakMemory weak() {
        return weak;
    }

    /** Whether one access more may see an older value. */
    boolean hasOlderValues() {
        return olderValues > 0;
    }

    /** An access sees an older value. */
    void countOlderValue() {
        order.countOlder(olderValues);
        olderValues--;
    }

    /** Whether what a data race leads to is looked at. */
    boolean exploresRaces() {
        return plan.allowsRaces() || !sites.racesFail();
    }

    /** The threads by number; the first one is main. */
    public List<Task> tasks() {
        return tasks;
    }

    Task task(Pthread thread) {
        Task last = lastAsked;
        if (last != null && last.thread == thread) {
            return last;
        }
        for (Task task : tasks) {
            if (task.thread == thread) {
                lastAsked = task;
                return task;
            }
        }
        throw new IllegalStateException(thread + " is no thread of this run");
    }

    /** The emulated process whose threads these are. */
    public PosixProcess process() {
        return tasks.get(0).thread.process();
    }

    /** Whether waits may end for no reason. */
    boolean wakesSpuriously() {
        return wakesSpuriously;
    }

    SiteMeanings sites() {
        return sites;
    }

    /** What the models of JDK classes know. */
    JdkState jdk() {
        return jdk;
    }

    boolean isDaemon(Task task) {
        return jdk.isDaemon(task.thread) || process().isService(task.thread);
    }

    VirtualClock clock() {
        return clock;
    }

    /** Whether the run may have come to a loop without an end. */
    public boolean isLong() {
        return isLong;
    }

    void noteLong() {
        isLong = true;
    }

    /** Who lets others go on first. */
    public FairTurns fairness() {
        return fairness;
    }

    /** What the steps of a thread show it. */
    News news(Task task) {
        while (news.size() <= task.id) {
            news.add(new News());
        }
        return news.get(task.id);
    }

    /** What the scenario has said. */
    public ScenarioPlan plan() {
        return plan;
    }

    /** Which operations depend on which so far. */
    public Order order() {
        return order;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Where the steps of the run meet. */
    public Places places() {
        return places;
    }

    void noteExit() {
        isEnding = true;
    }

    boolean isEnding() {
        return isEnding;
    }

    /** The signals that have not arrived yet. */
    public List<ScenarioPlan.Arrival> toCome() {
        return arrivals.left();
    }

    /** Whether a thread could go on. */
    public boolean goesOn(Task task) {
        return Options.goesOn(this, task);
    }

    /** What a thread that cannot go on waits for. */
    public String wanted(Task task) {
        return DeadlockDetector.wanted(task);
    }

    /** Does what is no step of the program, such as to look at its values. */
    public void quietly(Runnable look) {
        boolean was = quiet;
        quiet = true;
        look.run();
        quiet = was;
    }

    /**
     * Lets something come from outside the program: that a thread of it has the turn meanwhile
     * orders nothing.
     */
    void fromOutside(Runnable arrival) {
        isFromOutside = true;
        arrival.run();
        isFromOutside = false;
    }

    /** Whether what happens now is no doing of the calling thread. */
    boolean isFromOutside() {
        return isFromOutside;
    }

    RunLog log() {
        return log;
    }

    Turn turn() {
        return turn;
    }

    /**
     * Whether what the calling thread does is no step of the program: the scenario prepares, an
     * invariant is looked at, or a value is shown.
     */
    boolean isQuiet() {
        return quiet;
    }

    void setQuiet(boolean isQuiet) {
        quiet = isQuiet;
    }

    /** Does something that may run code of the program or of copies, and is none of its steps. */
    void withoutSteps(Runnable action) {
        boolean wasQuiet = quiet;
        quiet = true;
        try {
            action.run();
        } finally {
            quiet = wasQuiet;
        }
    }

    boolean isOver() {
        return over;
    }

    /** Has to come before whatever a thread does: a run that is over ends all threads. */
    void unwindIfOver() {
        if (over) {
            throw Unwind.INSTANCE;
        }
    }

    /** How the run has ended; null before that. */
    RunOutcome outcome() {
        return outcome;
    }

    /** Ends the run because something is wrong, and unwinds the caller. */
    void fail(FindingKind kind, String text) {
        if (!over) {
            finish(RunOutcome.End.FAILED, new Finding(kind, text));
        }
        throw Unwind.INSTANCE;
    }

    /** The run has come to no end: nobody needs to see all rounds of its loops. */
    void collapseLoops() {
        quiet = true;
        log.collapseLoops(this);
    }

    /** Ends the run because it is too long, and unwinds the caller. */
    void cut(String where) {
        close(RunOutcome.End.CUT, null, where);
        release();
        throw Unwind.INSTANCE;
    }

    /** Ends the run because another one shows what it would, and unwinds the caller. */
    void giveUp() {
        finish(RunOutcome.End.PRUNED, null);
        throw Unwind.INSTANCE;
    }

    /** Ends the run because only threads of the system can do it, and unwinds the caller. */
    void needThreads() {
        sites.needThreads();
        giveUp();
    }

    /** Ends the run because the program asks for it, and unwinds the caller. */
    void exit() {
        if (!over) {
            finish(RunOutcome.End.COMPLETE, null);
        }
        throw Unwind.INSTANCE;
    }

    /** Ends the run; the caller unwinds. */
    void finish(RunOutcome.End end, Finding failure) {
        close(end, failure, end == RunOutcome.End.COMPLETE ? Texts.shown(plan) : "");
        release();
    }

    private void release() {
        // Those in Object.wait last: their monitors may be held by others, who leave them now.
        for (Task task : tasks) {
            if (task.waitsOn == null) {
                turn.pass(task);
            }
        }
        for (Task task : tasks) {
            if (task.waitsOn != null) {
                turn.pass(task);
            }
        }
    }

    /** Ends a run in which some thread waits outside the seam; it may be amid anything. */
    void abandon() {
        String where = DeadlockDetector.outside(tasks);
        close(RunOutcome.End.FAILED, new Finding(FindingKind.REFUSED, where), "");
    }

    /** Ends a run that nobody waits for. */
    void cancel() {
        close(RunOutcome.End.PRUNED, null, "");
    }

    private void close(RunOutcome.End end, Finding failure, String summary) {
        quiet = true;
        log.close(this, failure);
        outcome = log.outcome(end, failure, summary, plan.allowsRaces(), order.fingerprint());
        over = true;
    }

    /** Sets what looks at the program before the invariants of the end do, which may change it. */
    public void lookBeforeTheEnd(Supplier<Map<String, String>> look) {
        lookBeforeTheEnd = look;
        valuesBeforeTheEnd = null;
    }

    /** What was seen then; null when that was not asked for, or the run is not over. */
    public Map<String, String> valuesBeforeTheEnd() {
        return valuesBeforeTheEnd;
    }

    /** Ends the run unless the invariants of the end hold. */
    void requireTheEnd() {
        if (lookBeforeTheEnd != null) {
            valuesBeforeTheEnd = lookBeforeTheEnd.get();
        }
        require(plan().atEnd());
    }

    /** Ends the run unless all of some invariants hold. */
    void require(List<ScenarioPlan.Invariant> invariants) {
        String violation = ScenarioPlan.Invariant.firstViolation(invariants);
        if (violation != null) {
            fail(FindingKind.INVARIANT_VIOLATED, violation);
        }
    }

    /** Writes down that a thread waits; to name what it waits for is no step of the program. */
    void recordWait(Task task, Site site) {
        if (log.isRecording() && !quiet) {
            withoutSteps(
                    () -> {
                        String wanted = DeadlockDetector.wanted(task);
                        log.record(this, task, "waits for " + wanted, site, null);
                    });
        }
    }

    /** Writes a step down, when somebody looks at the steps. */
    void record(Task task, String text, Site site, Operation operation) {
        if (log.isRecording() && !quiet) {
            withoutSteps(() -> log.record(this, task, text, site, operation));
        }
    }
}
