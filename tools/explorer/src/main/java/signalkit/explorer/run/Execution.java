package signalkit.explorer.run;

import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Scenario;
import signalkit.explorer.library.JvmState;
import signalkit.explorer.model.LockUsage;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.explorer.turn.ThreadPool;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

/**
 * One run of a scenario, from its preparation to the end of all its threads.
 *
 * <p>The driver makes it and waits for its end; the scenario runs on threads of a pool.
 */
public final class Execution {
    private final ThreadPool pool;
    private final RunState state;
    private final TaskSteps steps;
    private final JdkSteps jdk;
    private final LockUsage locks;
    private final JvmState jvm;
    private final PosixProcess process;

    /** A run that has not begun; {@code recorder} is null when nobody looks at the steps. */
    public Execution(
            Strategy strategy,
            SiteMeanings sites,
            ThreadPool pool,
            Bounds bounds,
            String variant,
            Recorder recorder) {
        RunLog log = new RunLog(recorder);
        this.pool = pool;
        this.state = new RunState(pool.reset(), new ScenarioPlan(variant), log, sites, bounds);
        this.locks = new LockUsage(log::warn);
        this.steps = new TaskSteps(state, new Choices(state, strategy), bounds);
        this.jdk = new JdkSteps(state, steps, locks);
        Memory memory = new Memory(state, steps, jdk, locks, sites);
        this.jvm = memory.jvm();
        jdk.changeBy(memory.calls());
        this.process =
                new PosixProcess(
                        "scenario", new RunScheduler(state, steps, jdk, memory, locks, pool));
    }

    /** What there is to know of the run. */
    public RunState state() {
        return state;
    }

    /** Runs to the end of all threads, on threads of its own. */
    public RunOutcome run(Supplier<Scenario> maker) {
        process.start(() -> main(maker));
        if (!state.turn().awaitEnd()) {
            pool.abandon();
            state.abandon();
        }
        jvm.restore();
        return state.outcome();
    }

    /** Ends a run that hangs, as soon as it comes to a point; any thread may call it. */
    public void cancel() {
        state.cancel();
    }

    private void main(Supplier<Scenario> maker) {
        ScenarioPlan plan = state.plan();
        state.sites().resetStatics();
        maker.get().prepare(plan);
        for (ScenarioPlan.Body body : plan.threads()) {
            Pthread.create(body.name(), body.code());
        }
        state.arrivals().expect(plan.arrivals());
        locks.expect(state.arrivals().signals());
        state.setQuiet(false);
        plan.mainCode().run();
        for (int i = 1; i < state.tasks().size(); i++) {
            Task task = state.tasks().get(i);
            if (!plan.mayWaitForEver(task.name()) && !state.isDaemon(task)) {
                task.thread.awaitEnd();
            }
        }
        jdk.runHooks();
        steps.last(state.tasks().get(0));
    }
}
