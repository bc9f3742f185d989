package signalkit.explorer.jdk;

/** Where a thread parks; it is what steps of parking and unparking touch. */
final class Parking {
    /** An unpark that no park has used. */
    private boolean permit;

    private Object blocker;

    /** Parks the calling thread. */
    static void park(Object blocker, long deadline) {
        ModelThread self = Here.self();
        Parking place = self.parking();
        InterruptStatus status = self.interruptStatus();
        place.blocker = blocker;
        Here.await(
                new Wait(
                                place,
                                Effect.ACQUIRE,
                                "parks",
                                "an unpark",
                                () -> place.permit || status.isMarked(),
                                deadline,
                                status,
                                null)
                        .spurious());
        place.permit = false;
        place.blocker = null;
    }

    void unpark(String name) {
        Here.step(this, Effect.RELEASE, "unparks " + name);
        permit = true;
    }

    Object blocker() {
        return blocker;
    }
}
