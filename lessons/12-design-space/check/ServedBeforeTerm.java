package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** One request is served before TERM is sent, and another one is submitted just before that. */
public final class ServedBeforeTerm extends RequestScene {
    private static final int FIRST = 2;
    private static final int SECOND = 3;

    @Override
    void scene(Plan plan) {
        plan.thread(
                "client",
                () -> {
                    subject.submit(FIRST);
                    awaitPost(served);
                    subject.submit(SECOND);
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("the request is served", () -> isServed(FIRST));
        plan.atEnd("the request that came before TERM is served", () -> isServed(SECOND));
    }
}
