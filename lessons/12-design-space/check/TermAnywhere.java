package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.ipc.Sem;

/** TERM arrives at any moment, and any thread that does not block it may take it. */
public final class TermAnywhere extends RequestScene {
    @Override
    void scene(Plan plan) {
        Sem submitted = new Sem("submitted", 0);
        mayEnd();
        plan.signal(Signal.TERM);
        plan.thread(
                "client",
                () -> {
                    subject.submit(1);
                    submitted.post(); // TERM may arrive before this, too.
                });
        plan.main(this::serve);
    }
}
