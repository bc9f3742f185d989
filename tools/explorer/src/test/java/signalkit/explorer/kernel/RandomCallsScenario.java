package signalkit.explorer.kernel;

import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.explorer.kernel.RandomCalls.Step;
import signalkit.posix.Signal;

/**
 * Runs the program that its variant spells.
 *
 * <p>This class alone is woven. So a handler starts at a call or before an entry of a log, and not
 * within what would be the interpreter in C.
 */
public final class RandomCallsScenario implements Scenario {
    private boolean[] marks;

    @Override
    public void prepare(Plan plan) {
        RandomCalls program = RandomCalls.read(plan.variant());
        marks = new boolean[program.threads()];
        CallRunner runner = new CallRunner(program, thread -> marks[thread] = true);
        plan.mayWait("t");
        for (int t = 0; t < program.threads(); t++) {
            plan.thread("t" + t, runner.code(t));
        }
        for (Step step : program.steps()) {
            if (step.thread() == RandomCalls.OUTSIDE) {
                plan.signal(Signal.of(step.call().a()));
            }
        }
        plan.show("log", runner::text);
    }
}
