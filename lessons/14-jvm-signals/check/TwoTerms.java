package signalkit.lessons.jvmsignals;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two TERMs, at any time after the program has said that it is ready. */
public class TwoTerms extends Scene<JvmProgram> {
    /** With the learner's program. */
    public TwoTerms() {
        super(JvmProgram.class);
    }

    @Override
    public final void prepare(Plan plan) {
        SceneProbe.expect(terms());
        plan.main(this::start);
        plan.always("nothing is saved before TERM", () -> !SceneProbe.isEarly());
        plan.atEnd("save() has run, to its end", () -> SceneProbe.saved() > 0);
        plan.atEnd("save() has run once", () -> SceneProbe.begun() == 1);
        plan.atEnd("nobody interrupts save()", () -> !SceneProbe.isInterrupted());
    }

    /** How many there are. */
    int terms() {
        return 2;
    }

    private void start() {
        try {
            subject.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
