package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** A client submits a request, and then sends TERM to the process. */
public final class RequestThenTerm extends RequestScene {
    @Override
    void scene(Plan plan) {
        plan.thread(
                "client",
                () -> {
                    subject.submit(1);
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("the request that came before TERM is served", () -> isServed(1));
    }
}
