package signalkit.explorer.memory;

import java.util.Arrays;

/** A step of a litmus test, or the first value of a location, for which {@code thread} is -1. */
record OracleStep(int number, int thread, int position, Litmus.Step step, int location) {
    boolean isFirst() {
        return thread < 0;
    }

    boolean isFence() {
        return step != null && step.isFence();
    }

    boolean isFence(Fence... kinds) {
        return isFence() && Arrays.asList(kinds).contains(step.fence());
    }

    boolean reads() {
        return step != null && !step.isFence() && step.access().reads();
    }

    boolean is(AccessMode... modes) {
        return step != null
                && !step.isFence()
                && Arrays.asList(modes).contains(step.access().mode());
    }

    int value() {
        return isFirst() ? 0 : step.value();
    }

    boolean isBefore(OracleStep other) {
        return thread >= 0 && thread == other.thread && position < other.position;
    }

    /** Whether it has a part in the volatile order. */
    boolean isVolatile() {
        return is(AccessMode.VOLATILE) || isFence(Fence.FULL);
    }

    boolean isCoherentRead() {
        return reads() && !is(AccessMode.PLAIN);
    }
}
