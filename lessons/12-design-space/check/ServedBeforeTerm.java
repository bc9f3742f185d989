package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** TERM is not sent before the request is served. */
public final class ServedBeforeTerm extends RequestScene {
    @Override
    void scene(Plan plan) {
        plan.thread(
                "client",
                () -> {
                    subject.submit(2);
                    awaitPost(served);
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("the request is served", () -> isServed(2));
    }
}
