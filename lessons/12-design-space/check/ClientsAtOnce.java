package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** Two clients submit at the same time, and the second one sends TERM. */
public final class ClientsAtOnce extends RequestScene {
    @Override
    void scene(Plan plan) {
        plan.thread("one", () -> subject.submit(6));
        plan.thread(
                "two",
                () -> {
                    subject.submit(7);
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("the request that came before TERM is served", () -> isServed(7));
    }
}
