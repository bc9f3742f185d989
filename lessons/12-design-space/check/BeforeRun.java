package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** Requests and TERM are there before the loop begins. */
public final class BeforeRun extends RequestScene {
    @Override
    void scene(Plan plan) {
        plan.main(
                () -> {
                    for (int request = 3; request <= 5; request++) {
                        subject.submit(request);
                    }
                    term();
                    serve(request -> requireInTime());
                });
        plan.atEnd("all requests are served", () -> isServed(3) && isServed(4) && isServed(5));
    }
}
