package signalkit.explorer.run;

import java.util.function.LongSupplier;
import signalkit.explorer.FindingKind;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.InterruptStatus;
import signalkit.explorer.jdk.JdkRun;
import signalkit.explorer.jdk.JdkState;
import signalkit.explorer.jdk.ModelSystem;
import signalkit.explorer.jdk.Wait;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.posix.Pthread;

/** The steps that models of JDK classes do in a run. The thread that has the turn uses it. */
final class JdkSteps implements JdkRun {
    private static final LongSupplier NOTHING = () -> 0;
    private static final Operation.Access VOLATILE = new Operation.Access(null, true);

    /** What a yield touches, and nothing else does. */
    private static final class Breath {}

    /** What reading the time touches. */
    private static final class Clock {}

    private final Execution run;
    private final Memory memory;
    private final JdkState state = new JdkState();
    private final Clock clock = new Clock();

    JdkSteps(Execution run, Memory memory) {
        this.run = run;
        this.memory = memory;
    }

    @Override
    public JdkState state() {
        return state;
    }

    @Override
    public void step(Pthread thread, Object place, Effect effect, String words) {
        Task self = run.task(thread);
        Location location = memory.modelLocation(place);
        memory.use(location, self, effect != Effect.READ);
        if (run.isQuiet() || !location.key.visible) {
            run.local(self);
        } else {
            run.arrive(self, operation(effect, new ModelStep(words, NOTHING), location));
        }
    }

    @Override
    public boolean await(Pthread thread, Wait wait) {
        Task self = run.task(thread);
        if (run.isQuiet()) {
            run.local(self);
            requireReady(wait);
            return true;
        }
        Location location = memory.modelLocation(wait.place());
        memory.use(location, self, wait.effect() != Effect.READ);
        Location marks = null;
        if (wait.interrupts() != null) {
            marks = memory.modelLocation(wait.interrupts());
            memory.use(marks, self, false);
        }
        boolean isVisible = location.key.visible || marks != null && marks.key.visible;
        if (!isVisible && wait.ready().getAsBoolean()) {
            run.local(self);
            return true;
        }
        ModelStep step =
                new ModelStep(
                        wait.words(),
                        wait.wanted(),
                        wait.ready(),
                        wait.deadline(),
                        wait.owner() == null ? null : run.task(wait.owner()),
                        marks == null ? NOTHING : marks::read);
        run.arrive(self, operation(wait.effect(), step, location));
        return !step.timedOut;
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

    @Override
    public void yield(Pthread thread) {
        Task self = run.task(thread);
        if (run.isQuiet()) {
            run.local(self);
            return;
        }
        self.yields = true;
        Location location = memory.modelLocation(new Breath());
        try {
            run.arrive(self, operation(Effect.READ, new ModelStep("yields", NOTHING), location));
        } finally {
            self.yields = false;
        }
    }

    @Override
    public long readClock(Pthread thread) {
        Task self = run.task(thread);
        Location location = memory.modelLocation(clock);
        memory.use(location, self, false);
        if (run.isQuiet() || !location.key.visible) {
            run.local(self);
        } else {
            ModelStep step = new ModelStep("reads the clock", run::nanoTime);
            run.arrive(self, operation(Effect.READ, step, location));
        }
        return clock();
    }

    @Override
    public long clock() {
        return run.nanoTime();
    }

    /** Runs the shutdown hooks, on the main thread, when all others but daemons have ended. */
    void runHooks() {
        if (state.hasHooks()) {
            ModelSystem.runHooks();
        }
    }

    /** A thread's wait has run out of time. */
    void noteTime(Task task) {
        memory.use(memory.modelLocation(clock), task, true);
    }

    @Override
    public void interrupted(Pthread thread, Pthread other) {
        Task task = run.task(other);
        if (task.waitsOn != null && !task.isWoken()) {
            run.endWait(task);
            task.interrupted = true;
        }
    }

    /** The first step of Object.wait, which looks for an interrupt, too, where there are any. */
    Operation beforeWait(Task self, Operation exit) {
        Location marks = memory.modelLocation(state.threadOf(self.thread).interruptStatus());
        if (!marks.key.visible) {
            return exit;
        }
        ModelStep step = new ModelStep("leaves the " + exit.monitor().name(), marks::read);
        return new Operation(
                exit.kind(), exit.op(), step, exit.location(), exit.monitor(), exit.access());
    }

    /** Throws when the calling thread is interrupted, and forgets it then. */
    void throwIfInterrupted(Task self) throws InterruptedException {
        InterruptStatus status = state.threadOf(self.thread).interruptStatus();
        Location marks = memory.modelLocation(status);
        memory.use(marks, self, false);
        if (status.isMarked()) {
            status.take();
            throw new InterruptedException();
        }
    }

    @Override
    public int waiting(Object place) {
        Location location = memory.modelLocation(place);
        return (int)
                run.tasks().stream()
                        .filter(task -> task.next != null && task.next.location() == location)
                        .filter(task -> !task.next.step().ready.getAsBoolean())
                        .count();
    }

    @Override
    public Thread.State stateOf(Pthread thread, Pthread other) {
        Task self = run.task(thread);
        Task task = run.task(other);
        if (!run.isQuiet()) {
            LongSupplier seen = () -> task.hash + stateOf(task).ordinal();
            Location location = memory.modelLocation(state.threadOf(other));
            run.arrive(self, operation(Effect.READ, new ModelStep("looks", seen), location));
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
    public boolean holds(Pthread self, Object monitor) {
        return memory.holds(run.task(self), monitor);
    }

    @Override
    public void exit() {
        run.exit();
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
}
