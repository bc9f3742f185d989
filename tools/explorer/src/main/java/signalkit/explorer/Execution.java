package signalkit.explorer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
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
 * <p>The thread that has the baton uses everything here; the driver reads the outcome when all
 * threads have ended.
 */
final class Execution implements SteppedScheduler {
    private final Crew crew;
    private final Bounds bounds;
    private final Ledger ledger;
    private final PosixProcess process = new PosixProcess("scenario", this);
    private final Plan plan;

    /** Written with the baton; read without it by threads that begin or end. */
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    private final Order order = new Order();
    private final Memory memory;
    private final Arrivals arrivals = new Arrivals();
    private final Choices choices;
    private Locks locks;
    private boolean quiet = true;
    private boolean reachedEnd;
    private Outcome outcome;

    private volatile boolean over;
    private volatile int progress;
    private final Baton baton = new Baton();

    @Override
    public Carrier carrier(Pthread thread, String name) {
        return crew.next();
    }

    /** A run that has not begun; {@code recorder} is null when nobody looks at the steps. */
    Execution(
            Director director,
            Sites sites,
            Crew crew,
            Bounds bounds,
            String variant,
            Recorder recorder) {
        this.crew = crew;
        this.plan = new Plan(variant);
        this.memory = new Memory(this, sites, order);
        this.bounds = bounds;
        this.ledger = new Ledger(recorder);
        this.choices = new Choices(this, director, ledger, order);
    }

    /** Runs to the end of all threads, on threads of its own. */
    Outcome run(Supplier<Scenario> maker) {
        crew.reset();
        process.start(() -> main(maker));
        if (!baton.awaitEnd(() -> progress)) {
            abandon();
        }
        return outcome;
    }

    /** Some thread waits outside the seam; it may be in the middle of anything. */
    private void abandon() {
        crew.abandon();
        Finding finding = new Finding(FindingKind.REFUSED, Stuck.outside(tasks));
        ledger.close(this, finding);
        outcome = ledger.outcome(Outcome.End.FAILED, finding, "", order.fingerprint());
        over = true;
    }

    private void main(Supplier<Scenario> maker) {
        maker.get().prepare(plan);
        for (Plan.Body body : plan.threads()) {
            Pthread.create(body.name(), body.code());
        }
        arrivals.expect(plan.arrivals());
        locks = new Locks(arrivals.signals(), ledger::warn);
        quiet = false;
        plan.mainCode().run();
        for (int i = 1; i < tasks.size(); i++) {
            if (!plan.mayWaitForEver(tasks.get(i).name())) {
                tasks.get(i).thread.join();
            }
        }
        arrive(tasks.get(0), new Event(Event.Kind.LAST, null, null, null, null, null));
        quiet = true;
        reachedEnd = true;
        require(plan.atEnd());
    }

    private void require(List<Plan.Claim> claims) {
        String fault = Plan.Claim.firstFault(claims);
        if (fault != null) {
            fail(FindingKind.BROKEN_CLAIM, fault);
        }
    }

    // ---- what a director and a recorder may ask

    List<Task> tasks() {
        return tasks;
    }

    Plan plan() {
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

    Order order() {
        return order;
    }

    @Override
    public void start(Pthread thread) {
        Task maker = tasks.isEmpty() ? null : task(Pthread.self());
        Task task = new Task(tasks.size(), thread, maker);
        tasks.add(task);
        baton.add(task);
    }

    @Override
    public void began(Pthread thread) {
        Task self = task(thread);
        baton.await(self);
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
            baton.remove();
        }
    }

    private void leave(Task self) {
        Finding fault = Ending.ofThread(this, self, order);
        if (fault != null) {
            fail(fault.kind(), fault.text());
        }
        for (Task task : tasks) {
            if (!task.ended) {
                baton.pass(choices.decide(self).task());
                return;
            }
        }
        Finding end = reachedEnd ? null : Ending.ofProcess(process);
        if (end != null) {
            fail(end.kind(), end.text());
        }
        finish(Outcome.End.COMPLETE, null);
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
                    "prepare and claims must not wait, but wait for " + blocker);
        }
        self.steps++;
        self.blocker = blocker;
        if (!self.permit) {
            self.parked = true;
            self.deadline = deadline;
            record(self, "waits for " + Stuck.wanted(self), null, null);
            hand(self, choices.decide(self));
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
        arrive(self, new Event(Event.Kind.of(op), op, target, null, null, null));
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
    public void stepAbruptly(Pthread thread, Site site, Object monitor) {
        if (!quiet && !over) {
            memory.leaveAbruptly(task(thread), site, monitor);
        }
    }

    @Override
    public void monitorWait(Pthread thread, Site site, Object monitor, long nanos) {
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
    void arrive(Task self, Event event) {
        long handled;
        do {
            if (over) {
                throw Unwind.INSTANCE;
            }
            self.next = event;
            count(self);
            checkClaims();
            hand(self, choices.decide(self));
            handled = self.thread.handled();
            self.thread.checkpoint();
        } while (self.thread.handled() != handled);
        self.next = null;
        if (event.kind() == Event.Kind.LAST) {
            return;
        }
        Event earlier = order.add(self, event);
        record(self, null, event.access() == null ? null : event.access().site(), event);
        if (earlier != null) {
            ledger.warn(new Finding(FindingKind.DATA_RACE, Texts.race(earlier, event)), earlier);
        }
    }

    private void count(Task self) {
        self.steps++;
        self.streak++;
        progress++;
        if (ledger.countStep() > bounds.steps()) {
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

    private void checkClaims() {
        if (!plan.always().isEmpty()) {
            quiet = true;
            require(plan.always());
            quiet = false;
        }
    }

    private void hand(Task self, Option option) {
        if (option.task() != self) {
            self.streak = 0;
            baton.pass(option.task());
            baton.await(self);
            if (over) {
                throw Unwind.INSTANCE;
            }
        }
    }

    void fail(FindingKind kind, String text) {
        if (!over) {
            finish(Outcome.End.FAILED, new Finding(kind, text));
        }
        throw Unwind.INSTANCE;
    }

    /** Ends the run; the caller unwinds. */
    void finish(Outcome.End end, Finding failure) {
        quiet = true;
        String summary = end == Outcome.End.COMPLETE ? Texts.shown(plan) : "";
        ledger.close(this, failure);
        outcome = ledger.outcome(end, failure, summary, order.fingerprint());
        over = true;
        // Those in Object.wait last: their monitors may be held by others, who leave them now.
        tasks.stream().filter(task -> task.waitsOn == null).forEach(baton::pass);
        tasks.stream().filter(task -> task.waitsOn != null).forEach(baton::pass);
    }

    /** A thread waits in Object.wait until it is notified and the monitor is free. */
    void rest(Task self, Site site) {
        self.steps++;
        record(self, "waits for " + Stuck.wanted(self), site, null);
        hand(self, choices.decide(self));
    }

    Locks locks() {
        return locks;
    }

    void record(Task task, String text, Site site, Event event) {
        if (ledger.isRecording() && !quiet) {
            quiet = true;
            ledger.record(this, task, text, site, event);
            quiet = false;
        }
    }
}
