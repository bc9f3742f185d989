package signalkit.explorer.run;

import java.util.function.LongSupplier;
import signalkit.explorer.FindingKind;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.InterruptStatus;
import signalkit.explorer.jdk.JdkRun;
import signalkit.explorer.jdk.JdkState;
import signalkit.explorer.jdk.ModelSystem;
import signalkit.explorer.jdk.ModelThread;
import signalkit.explorer.jdk.Wait;
import signalkit.explorer.jdk.queue.ModelQueue;
import signalkit.explorer.model.AtomicSections;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.LockUsage;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.Task;
import signalkit.posix.Pthread;

/** The steps that models of JDK classes do in a run. The thread that has the turn uses it. */
final class JdkSteps implements JdkRun {
    private static final LongSupplier NOTHING = () -> 0;
    private static final Operation.Access VOLATILE = new Operation.Access(null, true);

    /** What a yield touches, and nothing else does. */
    private static final class Breath {}

    /** Visible where a program waits for a notify on a thread. */
    private static final class WaitsOnThreads {}

    private final RunState run;
    private final TaskSteps steps;
    private final Places places;
    private final LockUsage locks;
    private final AtomicSections sections;
    private LibraryCalls calls;

    JdkSteps(RunState run, TaskSteps steps, LockUsage locks) {
        this.run = run;
        this.steps = steps;
        this.places = run.places();
        this.locks = locks;
        this.sections = new AtomicSections(run.sites());
    }

    /** Has to be told once, before the run begins. */
    void changeBy(LibraryCalls calls) {
        this.calls = calls;
    }

    @Override
    public JdkState state() {
        return run.jdk();
    }

    @Override
    public void step(Pthread thread, Object place, Effect effect, String words) {
        Task self = run.task(thread);
        Location location = places.ofModel(place);
        places.use(location, self, effect != Effect.READ);
        if (run.isQuiet() || !location.key.visible) {
            steps.local(self, effect == Effect.WRITE ? TaskSteps.UNKNOWN_CHANGE : null);
            skipInside(self, place);
        } else {
            self.isBeforeCall = place instanceof ModelQueue;
            steps.arrive(self, operation(effect, new ModelStep(words, NOTHING), location));
            passInside(self, place, effect, words);
        }
    }

    /**
     * A queue takes a lock inside its calls, and its owner may take that lock again: a handler that
     * comes into the middle of one finds the queue half changed.
     */
    private void passInside(Task self, Object place, Effect effect, String words) {
        if (!(place instanceof ModelQueue)) {
            return;
        }
        boolean writes = effect != Effect.READ;
        int handlers = self.thread.handlerDepth();
        for (Task.OpenCall call : self.open) {
            if (call.object() == place && call.handlers() < handlers && (writes || call.writes())) {
                run.fail(
                        FindingKind.LIBRARY_CALL_REENTERED,
                        "a handler on top of %s %s at %s, in the middle of a call that %s"
                                .formatted(self, words, Texts.caller(), call.words()));
            }
        }
        if (run.arrivals().isEmpty() && !self.isLate) {
            return;
        }
        self.open.add(new Task.OpenCall(place, writes, words, handlers));
        try {
            steps.passInside(self);
        } finally {
            self.open.remove(self.open.size() - 1);
        }
    }

    private void skipInside(Task self, Object place) {
        if (place instanceof ModelQueue && !run.isQuiet()) {
            steps.skipInside(self);
        }
    }

    @Override
    public boolean await(Pthread thread, Wait wait) {
        Task self = run.task(thread);
        if (run.isQuiet()) {
            steps.local(self);
            requireReady(wait);
            return true;
        }
        Location location = places.ofModel(wait.place());
        places.use(location, self, wait.effect() != Effect.READ);
        Location marks = wait.interrupts() == null ? null : places.ofModel(wait.interrupts());
        if (marks != null) {
            places.use(marks, self, false);
        }
        boolean isVisible = location.key.visible || marks != null && marks.key.visible;
        if (!isVisible && wait.ready().getAsBoolean()) {
            steps.local(self);
            skipInside(self, wait.place());
            return true;
        }
        ModelStep step =
                new ModelStep(
                        wait.words(),
                        wait.wanted(),
                        wait.ready(),
                        wait.deadline(),
                        () -> owner(wait),
                        marks == null ? NOTHING : marks::read);
        step.mayWakeSpuriously = wait.mayWakeSpuriously();
        self.isBeforeCall = wait.place() instanceof ModelQueue;
        steps.arrive(self, operation(wait.effect(), step, location));
        passInside(self, wait.place(), wait.effect(), wait.words());
        return !step.timedOut;
    }

    private Task owner(Wait wait) {
        ModelThread owner = wait.owner() == null ? null : wait.owner().get();
        return owner == null || owner.pthread() == null ? null : run.task(owner.pthread());
    }

    private static void requireReady(Wait wait) {
        if (!wait.ready().getAsBoolean()) {
            throw new IllegalStateException(
                    "prepare and invariants must not wait, but wait for " + wait.wanted());
        }
    }

    private static Operation operation(Effect effect, ModelStep step, Location location) {
        Operation.Kind kind =
                switch (effect) {
                    case READ -> Operation.Kind.READ;
                    case WRITE -> Operation.Kind.WRITE;
                    case ACQUIRE -> Operation.Kind.ENTER;
                    case RELEASE -> Operation.Kind.EXIT;
                };
        return new Operation(kind, null, step, location, null, VOLATILE);
    }

    /** A program waits for a notify on an object; the end of a thread is one. */
    void noteWait(Object object) {
        if (object instanceof ModelThread) {
            run.sites().show(waitsOnThreads());
        }
    }

    private Key waitsOnThreads() {
        return run.sites().keyOf(WaitsOnThreads.class);
    }

    /** As HotSpot does it: in the monitor of the thread, where anybody waits on one. */
    @Override
    public void end(Pthread thread, ModelThread ending, Runnable change) {
        Task self = run.task(thread);
        if (!waitsOnThreads().visible || ending.isVirtual() || run.isQuiet()) {
            // Steps are counted alike whether others see the monitor or not.
            steps.local(self);
            step(thread, ending, Effect.RELEASE, "ends");
            change.run();
            steps.local(self);
            return;
        }
        Monitor monitor = places.monitor(ending);
        ModelStep enters = ModelStep.entering("is about to end", monitor, self);
        steps.arrive(self, places.step(Operation.Kind.ENTER, enters, monitor));
        monitor.enter(self);
        step(thread, ending, Effect.RELEASE, "ends");
        change.run();
        ModelStep wake = new ModelStep("wakes who waits on it", NOTHING);
        steps.arrive(self, places.step(Operation.Kind.EXIT, wake, monitor));
        steps.wakeAll(self, monitor);
        monitor.exit();
    }

    @Override
    public void yield(Pthread thread) {
        Task self = run.task(thread);
        if (run.isQuiet()) {
            steps.local(self);
            return;
        }
        self.yields = true;
        ModelStep breath = new ModelStep("yields", NOTHING);
        try {
            steps.arrive(self, operation(Effect.READ, breath, places.ofModel(new Breath())));
        } finally {
            self.yields = false;
        }
    }

    @Override
    public long readClock(Pthread thread) {
        Task self = run.task(thread);
        Location location = places.ofModel(run.clock());
        places.use(location, self, false);
        if (run.isQuiet() || !location.key.visible) {
            steps.local(self, TaskSteps.UNKNOWN_CHANGE);
        } else {
            ModelStep step = new ModelStep(ModelStep.READS_THE_CLOCK, run.clock()::now);
            steps.arrive(self, operation(Effect.READ, step, location));
        }
        return clock();
    }

    @Override
    public long clock() {
        return run.clock().now();
    }

    /** Runs the shutdown hooks, on the main thread, when all others but daemons have ended. */
    void runHooks() {
        if (run.jdk().hasHooks()) {
            ModelSystem.runHooks();
        }
    }

    @Override
    public void interrupted(Pthread thread, Pthread other) {
        Task task = run.task(other);
        if (task.waitsOn != null && !task.isWoken()) {
            places.endWait(task);
            task.interrupted = true;
        }
    }

    /** The first step of Object.wait, which looks for an interrupt, too, where there are any. */
    Operation beforeWait(Task self, Operation exit) {
        Location marks = places.ofModel(run.jdk().threadOf(self.thread).interruptStatus());
        if (!marks.key.visible) {
            return exit;
        }
        ModelStep step = new ModelStep("leaves the " + exit.monitor().name(), marks::read);
        return new Operation(
                exit.kind(), exit.op(), step, exit.location(), exit.monitor(), exit.access());
    }

    /** Throws when the calling thread is interrupted, and forgets it then. */
    void throwIfInterrupted(Task self) throws InterruptedException {
        InterruptStatus status = run.jdk().threadOf(self.thread).interruptStatus();
        Location marks = places.ofModel(status);
        places.use(marks, self, false);
        if (status.isMarked()) {
            status.take();
            throw new InterruptedException();
        }
    }

    @Override
    public int waiting(Pthread thread, Object place) {
        Location location = places.ofModel(place);
        if (!run.isQuiet()) {
            LongSupplier seen = () -> run.tasks().stream().mapToLong(task -> task.hash).sum();
            ModelStep step = new ModelStep("counts who waits", seen);
            steps.arrive(run.task(thread), operation(Effect.READ, step, location));
        }
        return (int)
                run.tasks().stream()
                        .filter(task -> task.next != null && task.next.location() == location)
                        .filter(task -> !Options.goesOn(run, task))
                        .count();
    }

    @Override
    public Thread.State stateOf(Pthread thread, Pthread other) {
        Task self = run.task(thread);
        Task task = run.task(other);
        if (!run.isQuiet()) {
            LongSupplier seen = () -> task.hash + stateOf(task).ordinal();
            Location location = places.ofModel(run.jdk().threadOf(other));
            steps.arrive(self, operation(Effect.READ, new ModelStep("looks", seen), location));
        }
        return stateOf(task);
    }

    private Thread.State stateOf(Task task) {
        if (task.ended) {
            return Thread.State.TERMINATED;
        }
        if (Options.goesOn(run, task)) {
            return Thread.State.RUNNABLE;
        }
        if (task.next != null
                        && task.next.kind() == Operation.Kind.ENTER
                        && task.next.step() == null
                || task.isWoken()) {
            return Thread.State.BLOCKED;
        }
        return Options.deadline(task) == ModelStep.NEVER
                ? Thread.State.WAITING
                : Thread.State.TIMED_WAITING;
    }

    @Override
    public void taken(Pthread thread, Object lock, String name) {
        if (!run.isQuiet()) {
            locks.taken(run.task(thread), lock, name, Texts::caller);
        }
    }

    @Override
    public boolean holds(Pthread self, Object monitor) {
        return places.holds(run.task(self), monitor);
    }

    @Override
    public void change(Pthread thread, Object object, Runnable change) {
        if (run.isQuiet()) {
            change.run();
        } else {
            calls.change(run.task(thread), Texts.change(object), object, change);
        }
    }

    @Override
    public void beginSection(Pthread thread, Object object) {
        if (!run.isQuiet()) {
            sections.begin(run.task(thread), object, !Options.mayInterrupt(run, run.task(thread)));
        }
    }

    @Override
    public void endSection(Pthread thread) {
        if (!run.isQuiet()) {
            sections.end(run.task(thread));
        }
    }

    @Override
    public void manySteps(Pthread thread, Object object) {
        if (!run.isQuiet()) {
            sections.callWithSteps(run.task(thread), object);
        }
    }

    @Override
    public void goesThrough(Object object, String method) {
        if (!run.isQuiet()) {
            run.withoutSteps(() -> run.sites().missIfUnordered(object, method, Texts::caller));
        }
    }

    @Override
    public void exit(int status) {
        if (status != 0) {
            run.fail(
                    FindingKind.EXIT_STATUS,
                    "the program exits with status " + status + " at " + Texts.caller());
        }
        steps.exit(run.task(Pthread.selfOrNull()));
    }

    @Override
    public void undecided(String what) {
        run.sites().miss(what + Texts.atCaller());
    }

    @Override
    public void refuse(String what) {
        run.fail(
                FindingKind.REFUSED,
                what
                        + " at "
                        + Texts.caller()
                        + " takes or gives a thread or an object that a model stands for; leave it"
                        + " out");
    }

    @Override
    public void refuseMissing(String method, Throwable thrown) {
        run.fail(FindingKind.REFUSED, Texts.missing(method, thrown));
    }
}
