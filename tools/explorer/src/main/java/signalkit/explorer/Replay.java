package signalkit.explorer;

import java.util.List;
import java.util.function.Supplier;
import signalkit.posix.Points;

/** Runs single schedules of one scenario, every step visible and written down. */
final class Replay {
    private final ScenarioCode code;
    private final Bounds bounds;
    private final Supplier<Scenario> maker;
    private final Sites sites;
    private Outcome outcome;

    Replay(ScenarioCode code, Bounds bounds) {
        this.code = code;
        this.bounds = bounds;
        ClassLoader loader = code.load();
        this.maker = code.maker(loader);
        this.sites = new Sites(new Keys(true), loader);
    }

    Trace run(Director director) {
        Recorder recorder = new Recorder();
        Crew crew = new Crew();
        Execution run = new Execution(director, sites, crew, bounds, code.variant(), recorder);
        Points.arm(Points.Reason.SCHEDULER);
        try {
            outcome = run.run(maker);
        } finally {
            crew.close();
            Points.disarm(Points.Reason.SCHEDULER);
        }
        return recorder.trace(run, code.name(), new Schedule(outcome.deviations()));
    }

    /** How the last run ended. */
    Outcome outcome() {
        return outcome;
    }

    /** Does what a schedule says where it says so, and else lets threads go on. */
    static final class Script implements Director {
        private final List<Deviation> deviations;
        private int next;

        Script(Schedule schedule) {
            this.deviations = schedule.deviations();
        }

        @Override
        public int choose(Execution run, Task at, List<Option> options) {
            if (next < deviations.size()) {
                Deviation deviation = deviations.get(next);
                if (deviation.thread() == at.id && deviation.step() == at.steps) {
                    next++;
                    for (int i = 0; i < options.size(); i++) {
                        if (options.get(i).choice().equals(deviation.choice())) {
                            return i;
                        }
                    }
                }
            }
            return 0;
        }

        @Override
        public boolean isFair() {
            return false;
        }
    }
}
