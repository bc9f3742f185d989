package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** Requests, each of them twice, and TERM are there before the loop begins. */
public final class BeforeRun extends RequestScene {
    private static final int TIMES = 2;

    @Override
    void scene(Plan plan) {
        plan.main(
                () -> {
                    for (int i = 0; i < TIMES; i++) {
                        subject.submit(3);
                        subject.submit(4);
                    }
                    term();
                    serve(request -> requireInTime());
                });
        plan.atEnd(
                "all requests are served, equal ones too",
                () -> times(3) == TIMES && times(4) == TIMES);
    }

    @Override
    int most() {
        return TIMES;
    }
}
