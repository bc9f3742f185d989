package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;
import signalkit.weaver.Site;

/** What a run notes while it goes on; the thread that has the baton uses it. */
final class Ledger {
    private final Recorder recorder;
    private final List<Finding> warnings = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private int steps;

    /** Notes the steps too when {@code recorder} is not null. */
    Ledger(Recorder recorder) {
        this.recorder = recorder;
    }

    int countStep() {
        return ++steps;
    }

    /** Something is wrong with the step of now, and with some that were before it. */
    void warn(Finding finding, Event... earlier) {
        if (!warnings.contains(finding)) {
            warnings.add(finding);
            if (recorder != null) {
                recorder.warn(finding, earlier);
            }
        }
    }

    /** Something else happens than that the thread goes on. */
    void deviate(Task at, Choice choice) {
        deviations.add(new Deviation(at.id, at.steps, choice));
    }

    boolean isRecording() {
        return recorder != null;
    }

    void record(Execution run, Task task, String text, Site site, Event event) {
        recorder.step(run, task, text, site, event);
    }

    void close(Execution run, Finding failure) {
        if (recorder != null) {
            recorder.end(run, failure);
        }
    }

    Outcome outcome(Outcome.End end, Finding failure, String summary, long trace) {
        return new Outcome(
                end,
                failure,
                List.copyOf(warnings),
                List.copyOf(deviations),
                steps,
                summary,
                trace);
    }
}
