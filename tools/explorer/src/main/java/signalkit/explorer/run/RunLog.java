package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Choice;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.weaver.Site;

/** What a run notes while it goes on; the thread that has the turn uses it. */
final class RunLog {
    private final Recorder recorder;
    private final List<Finding> warnings = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private int steps;

    /** Notes the steps too when {@code recorder} is not null. */
    RunLog(Recorder recorder) {
        this.recorder = recorder;
    }

    int countStep() {
        return ++steps;
    }

    /** The run has come to no end: nobody needs to see all rounds of its loops. */
    void collapseLoops(RunState run) {
        if (recorder != null) {
            recorder.collapseLoops(run);
        }
    }

    /** Something is wrong with the step of now, and with some that were before it. */
    void warn(Finding finding, Operation... earlier) {
        boolean isNew = !warnings.contains(finding);
        if (isNew) {
            warnings.add(finding);
        }
        if (recorder != null && (isNew || recorder.wantsAllWarnings())) {
            recorder.warn(finding, earlier);
        }
    }

    /** Something else happens than that the thread goes on. */
    void deviate(Task at, Choice choice) {
        deviations.add(new Deviation(at.id, at.steps, choice));
    }

    boolean isRecording() {
        return recorder != null;
    }

    void record(RunState run, Task task, String text, Site site, Operation operation) {
        recorder.step(run, task, text, site, operation);
    }

    void close(RunState run, Finding failure) {
        if (recorder != null) {
            recorder.end(run, failure);
        }
    }

    RunOutcome outcome(
            RunOutcome.End end, Finding failure, String summary, boolean allowsRaces, long trace) {
        return new RunOutcome(
                end,
                failure,
                List.copyOf(warnings),
                List.copyOf(deviations),
                steps,
                summary,
                allowsRaces,
                trace);
    }
}
