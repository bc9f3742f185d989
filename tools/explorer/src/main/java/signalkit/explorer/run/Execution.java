package signalkit.explorer.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Scenario;
import signalkit.explorer.jdk.JdkScheduler;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.posix.Carrier;
import signalkit.posix.Mutex;
import signalkit.posix.Op;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.weaver.Site;
import signalkit.weaver.SteppedScheduler;

/**
 * One run of a scenario: a scheduler that lets one thread run at a time and asks what comes next.
 *
 * <p>The thread that has the turn uses everything here; the driver reads the outcome when all
 * threads have ended.
 */
public final class Execution implements SteppedScheduler, JdkScheduler {
    private final ThreadPool pool;
    private final Bounds bounds;
    private final RunLog log;
    private final PosixProcess process = new PosixProcess("scenario", this);
    private final ScenarioPlan plan;

    /** Written with the turn; read without it by threads that begin or end. */
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    private final Order order = new Order();
    private final Memory memory;
    private final Arrivals arrivals = new Arrivals();
    private final Choices choices;
    private final JdkSteps jdk;
    private Locks locks;
    private boolean quiet = true;
    private boolean reachedEnd;
    private RunOutcome outcome;

    private volatile boolean over;
    private volatile int progress;
    private final Turn turn = new Turn();

    @Override
    public Carrier carrier(Pthread thread, String name) {
        return pool.next();
    }

    /** A run that has not begun; {@code recorder} is null when nobody looks at the steps. */
    public Execution(
            Strategy strategy,
            SiteMeanings sites,
            ThreadPool pool,
            Bounds bounds,
            String variant,
            Recorder recorder) {
        this.pool = pool;
        this.plan = new ScenarioPlan(variant);
        this.memory = new Memory(this, sites, order);
        this.bounds = bounds;
        this.log = new RunLog(recorder);
        this.choices = new Choices(this, strategy, log, order);
        this.jdk = new JdkSteps(this, memory);
    }

    /** Runs to the end of all threads, on threads of its own. */
    public RunOutcome run(Supplier<Scenario> maker) {
        pool.reset();
        process.start(() -> main(maker));
        if (!turn.awaitEnd(() -> progress)) {
            abandon();
        }
        return outcome;
    }

    /** Some thread waits outside the seam; it may be in the middle of anything. */
    private void abandon() {
        pool.abandon();
        Finding finding = new Finding(FindingKind.REFUSED, DeadlockDetector.outside(tasks));
        log.close(this, finding);
        outcome = log.outcome(RunOutcome.End.FAILED, finding, "", order.fingerprint());
        over = true;
    }

    private void main(Supplier<Scenario> maker) {
        maker.get().prepare(plan);
        for (ScenarioPlan.Body body : plan.threads()) {
            Pthread.create(body.name(), body.code());
        }
        arrivals.expect(plan.arrivals());
        locks = new Locks(arrivals.signals(), log::warn);
        quiet = false;
        plan.mainCode().run();
        for (int i = 1; i < tasks.size(); i++) {
            if (!plan.mayWaitForEver(tasks.get(i).name()) && !isDaemon(tasks.get(i))) {
                tasks.get(i).thread.join();
            }
        }
        jdk.runHooks();
        arrive(tasks.get(0), new Operation(Operation.Kind.LAST, null, null, null, null, null));
        quiet = true;
        reachedEnd = true;
        require(plan.atEnd());
    }

    private void require(List<ScenarioPlan.Invariant> invariants) {
        String violation = ScenarioPlan.Invariant.firstViolation(invariants);
        if (violation != null) {
            fail(FindingKind.INVARIANT_VIOLATED, violation);
        }
    }

    // ---- what a strategy and a recorder may ask

    public List<Task> tasks() {
        return tasks;
    }

    public ScenarioPlan plan() {
        return plan;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Iterable<Monitor> monitors() {
        return memory.monitors();
    }

    PosixProcess process() {
        return process;
    }

    public Order order() {
        return order;
    }

    @Override
    public void start(Pthread thread) {
        Task maker = tasks.isEmpty() ? null : task(Pthread.self());
        Task task = new Task(tasks.size(), thread, maker);
        tasks.add(task);
        turn.add(task);
    }

    @Override
    public void began(Pthread thread) {
        Task self = task(thread);
        turn.await(self);
        if (over) {
            throw Unwind.INSTANCE;
        }
        order.begin(self);
    }

    @Override
    public void ended(Pthread thread) {
        Task self = task(thread);
        try {
            if (!over) {
                self.ended = true;
                self.steps++;
                order.change(self, Order.ENDED);
                record(self, "ends", null, null);
                leave(self);
            }
        } catch (Unwind end) {
            // The run is over, and this thread with it.
        } finally {
            turn.remove();
        }
    }

    private void leave(Task self) {
        Finding fault = EndCheck.ofThread(this, self, order);
        if (fault != null) {
            fail(fault.kind(), fault.text());
        }
        for (Task task : tasks) {
            if (!task.ended) {
                turn.pass(choices.decide(self).task());
                return;
            }
        }
        Finding end = reachedEnd ? null : EndCheck.ofProcess(process);
        if (end != null) {
            fail(end.kind(), end.text());
        }
        finish(RunOutcome.End.COMPLETE, null);
    }

    Task task(Pthread thread) {
        for (Task task : tasks) {
            if (task.thread == thread) {
                return task;
            }
        }
        throw new IllegalStateException(thread + " is no thread of this run");
    }

    @Override
    public void park(Pthread thread, Object blocker, long deadline) {
        Task self = task(thread);
        if (over) {
            throw Unwind.INSTANCE;
        }
        if (quiet) {
            throw new IllegalStateException(
                    "prepare and invariants must not wait, but wait for " + blocker);
        }
        self.steps++;
        self.blocker = blocker;
        if (!self.permit) {
            self.parked = true;
            self.deadline = deadline;
            record(self, "waits for " + DeadlockDetector.wanted(self), null, null);
            passTurn(self, choices.decide(self));
            self.parked = false;
        }
        self.permit = false;
        order.change(self, Order.UNPARKED);
        self.blocker = null;
    }

    @Override
    public void unpark(Pthread thread) {
        Task task = task(thread);
        task.permit = true;
        Pthread waker = Pthread.selfOrNull();
        if (waker != null && waker.process() == process) {
            task.clock.join(task(waker).clock);
        }
    }

    @Override
    public long nanoTime() {
        return choices.now();
    }

    @Override
    public boolean isControlled() {
        return true;
    }

    @Override
    public void point(Pthread thread, Op op, Object target) {
        if (op == Op.STEP || quiet) {
            local(task(thread));
            return;
        }
        Task self = task(thread);
        arrive(self, new Operation(Operation.Kind.of(op), op, target, null, null, null));
        self.joins = op == Op.THREAD_JOIN ? task((Pthread) target) : self.joins;
        if (op == Op.LOCK) {
            Mutex mutex = (Mutex) target;
            locks.taken(self, mutex, mutex.name(), Texts::caller);
        }
    }

    @Override
    public void step(Pthread thread, Site site, Object target, Object argument, int index) {
        Task self = task(thread);
        if (quiet) {
            local(self);
            memory.checkEarly(site);
        } else {
            memory.step(self, site, target, index);
        }
    }

    @Override
    public void call(Pthread thread, Site site, Object target, Object[] arguments) {
        boolean isAccess = site.op() != Op.STEP;
        step(thread, site, isAccess ? target : null, null, -1);
    }

    @Override
    public void returned(Pthread thread, Site site, Object result) {}

    @Override
    public void stepAbruptly(Pthread thread, Site site, Object monitor) {
        if (!quiet && !over) {
            memory.leaveAbruptly(task(thread), site, monitor);
        }
    }

    @Override
    public JdkSteps jdk() {
        return jdk;
    }

    /** The program has asked for its end. */
    void exit() {
        if (!over) {
            finish(RunOutcome.End.COMPLETE, null);
        }
        throw Unwind.INSTANCE;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isDaemon(Task task) {
        return jdk.state().isDaemon(task.thread);
    }

    void endWait(Task task) {
        memory.endWait(task);
    }

    @Override
    public void monitorWait(Pthread thread, Site site, Object monitor, long nanos)
            throws InterruptedException {
        memory.await(task(thread), site, monitor, nanos);
    }

    @Override
    public void monitorNotify(Pthread thread, Site site, Object monitor, boolean all) {
        memory.wake(task(thread), site, monitor, all);
    }

    /** A step that nobody else can see. */
    void local(Task self) {
        if (over) {
            throw Unwind.INSTANCE;
        }
        long handled = self.thread.handled();
        while (!quiet) {
            count(self);
            self.thread.checkpoint();
            if (self.thread.handled() == handled) {
                return;
            }
            handled = self.thread.handled();
        }
    }

    /** A visible step: whatever may come first comes first, then the caller does it. */
    void arrive(Task self, Operation operation) {
        long handled;
        do {
            if (over) {
                throw Unwind.INSTANCE;
            }
            self.next = operation;
            count(self);
            checkInvariants();
            passTurn(self, choices.decide(self));
            handled = self.thread.handled();
            self.thread.checkpoint();
        } while (self.thread.handled() != handled);
        self.next = null;
        if (operation.kind() == Operation.Kind.LAST) {
            return;
        }
        Operation earlier = order.add(self, operation);
        record(
                self,
                null,
                operation.access() == null ? null : operation.access().site(),
                operation);
        if (earlier != null) {
            log.warn(new Finding(FindingKind.DATA_RACE, Texts.race(earlier, operation)), earlier);
        }
    }

    private void count(Task self) {
        self.steps++;
        self.streak++;
        progress++;
        if (log.countStep() > bounds.steps()) {
            fail(
                    FindingKind.TOO_LONG,
                    "the run takes more than "
                            + bounds.steps()
                            + " steps; "
                            + self
                            + " is at "
                            + Texts.caller());
        }
    }

    private void checkInvariants() {
        if (!plan.always().isEmpty()) {
            quiet = true;
            require(plan.always());
            quiet = false;
        }
    }

    private void passTurn(Task self, Option option) {
        if (option.task() != self) {
            self.streak = 0;
            turn.pass(option.task());
            turn.await(self);
            if (over) {
                throw Unwind.INSTANCE;
            }
        }
    }

    void fail(FindingKind kind, String text) {
        if (!over) {
            finish(RunOutcome.End.FAILED, new Finding(kind, text));
        }
        throw Unwind.INSTANCE;
    }

    /** Ends the run; the caller unwinds. */
    void finish(RunOutcome.End end, Finding failure) {
        quiet = true;
        String summary = end == RunOutcome.End.COMPLETE ? Texts.shown(plan) : "";
        log.close(this, failure);
        outcome = log.outcome(end, failure, summary, order.fingerprint());
        over = true;
        // Those in Object.wait last: their monitors may be held by others, who leave them now.
        tasks.stream().filter(task -> task.waitsOn == null).forEach(turn::pass);
        tasks.stream().filter(task -> task.waitsOn != null).forEach(turn::pass);
    }

    /** A thread waits in Object.wait until it is notified and the monitor is free. */
    void rest(Task self, Site site) {
        self.steps++;
        record(self, "waits for " + DeadlockDetector.wanted(self), site, null);
        passTurn(self, choices.decide(self));
    }

    Locks locks() {
        return locks;
    }

    void record(Task task, String text, Site site, Operation operation) {
        if (log.isRecording() && !quiet) {
            quiet = true;
            log.record(this, task, text, site, operation);
            quiet = false;
        }
    }
}
