package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.ipc.Sem;

/** Two clients submit, and the first request takes until the second one is submitted. */
public final class ClientsAtOnce extends RequestScene {
    private static final int LONG = 6;
    private static final int SHORT = 7;

    @Override
    void scene(Plan plan) {
        Sem submitted = new Sem("submitted", 0);
        plan.thread("one", () -> subject.submit(LONG));
        plan.thread(
                "two",
                () -> {
                    subject.submit(SHORT);
                    submitted.post();
                    term();
                });
        plan.main(
                () ->
                        serve(
                                request -> {
                                    if (request == LONG) {
                                        awaitPost(submitted);
                                    }
                                }));
        plan.atEnd("the request that came before TERM is served", () -> isServed(SHORT));
    }
}
