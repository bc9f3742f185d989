package signalkit.lessons.designspace;

import signalkit.explorer.Plan;

/** All numbers that a request can have at once, and all of them again just before TERM. */
public final class ManyRequests extends RequestScene {
    private static final int ROUNDS = 2;

    @Override
    void scene(Plan plan) {
        plan.thread(
                "client",
                () -> {
                    submitAll();
                    for (int request = 1; request < REQUESTS; request++) {
                        awaitPost(served);
                    }
                    submitAll();
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("each of many requests is served", this::areAllServed);
    }

    private void submitAll() {
        for (int request = 1; request < REQUESTS; request++) {
            subject.submit(request);
        }
    }

    @Override
    int most() {
        return ROUNDS;
    }

    private boolean areAllServed() {
        for (int request = 1; request < REQUESTS; request++) {
            if (times(request) != ROUNDS) {
                return false;
            }
        }
        return true;
    }
}
