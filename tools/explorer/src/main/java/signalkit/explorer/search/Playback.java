package signalkit.explorer.search;

import java.util.List;
import java.util.function.Supplier;
import signalkit.explorer.Bounds;
import signalkit.explorer.Choice;
import signalkit.explorer.Deviation;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Execution;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.Recorder;
import signalkit.explorer.run.RunOutcome;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.turn.ThreadPool;
import signalkit.posix.Points;

/** Runs single schedules of one scenario, every step visible and written down. */
public final class Playback {
    private static final int EVERY = Integer.MAX_VALUE;

    private final ScenarioCode code;
    private final Bounds bounds;
    private final Supplier<Scenario> maker;
    private final SiteMeanings sites;
    private RunOutcome outcome;
    private Scenario scenario;

    public Playback(ScenarioCode code, Bounds bounds) {
        this.code = code;
        // A schedule has as many older values as the search allowed, which nobody knows here.
        this.bounds = bounds.olderValues() == 0 ? bounds : bounds.withOlderValues(EVERY);
        ClassLoader loader = code.load();
        Supplier<Scenario> made = code.maker(loader);
        this.maker = () -> scenario = made.get();
        this.sites = new SiteMeanings(new Keys(true, true), loader);
    }

    /** Runs a schedule, and writes its steps down. */
    public Trace run(Strategy strategy) {
        return run(strategy, new Recorder());
    }

    /** The same with a recorder that looks at the run, too. */
    public Trace run(Strategy strategy, Recorder recorder) {
        Execution run = execute(strategy, recorder);
        return recorder.trace(run.state(), code.name(), new Schedule(outcome.deviations()));
    }

    /** Runs a schedule only to see how it ends. */
    public RunOutcome probe(Strategy strategy) {
        execute(strategy, null);
        return outcome;
    }

    private Execution execute(Strategy strategy, Recorder recorder) {
        ThreadPool pool = new ThreadPool();
        Execution run = new Execution(strategy, sites, pool, bounds, code.variant(), recorder);
        Points.arm(Points.Reason.SCHEDULER);
        try {
            outcome = run.run(maker);
        } finally {
            pool.close();
            Points.disarm(Points.Reason.SCHEDULER);
        }
        return run;
    }

    /** The scenario of the last run. */
    public Scenario scenario() {
        return scenario;
    }

    /** How the last run ended. */
    public RunOutcome outcome() {
        return outcome;
    }

    /** Does what a schedule says where it says so, and else lets threads go on. */
    public static final class Script implements Strategy {
        private final List<Deviation> deviations;
        private int next;

        public Script(Schedule schedule) {
            this.deviations = schedule.deviations();
        }

        @Override
        public int choose(RunState run, Task at, List<Option> options) {
            if (next < deviations.size()) {
                Deviation deviation = deviations.get(next);
                boolean isHere = deviation.thread() == at.id && deviation.step() == at.steps;
                for (int i = 0; isHere && i < options.size(); i++) {
                    if (options.get(i).choice().equals(deviation.choice())) {
                        next++;
                        return i;
                    }
                }
                if (isHere && !mayComeNext(deviation)) {
                    next++;
                }
            }
            return 0;
        }

        /** A thread may choose what it does and then what it sees, both at one step. */
        private static boolean mayComeNext(Deviation deviation) {
            Choice choice = deviation.choice();
            return choice.kind() == Choice.Kind.OLDER
                    || choice.equals(Choice.late(deviation.thread()))
                    || choice.kind() == Choice.Kind.SPURIOUS
                            && choice.thread() == deviation.thread();
        }

        /** What comes after the last choice may be a loop without an end. */
        @Override
        public boolean isFair(RunState run) {
            return next == deviations.size() && run.isLong();
        }

        @Override
        public boolean restsAnyhow() {
            return true;
        }
    }
}
