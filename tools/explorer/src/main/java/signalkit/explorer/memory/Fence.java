package signalkit.explorer.memory;

import java.util.Map;

/** A fence of VarHandle. */
public enum Fence {
    /** Volatile order between what is before and what is after. */
    FULL,
    /** Reads before stay before all that is after. */
    ACQUIRE,
    /** All that is before stays before writes after. */
    RELEASE,
    /** Reads before stay before reads after. */
    LOAD_LOAD,
    /** Writes before stay before writes after. */
    STORE_STORE;

    private static final Map<String, Fence> BY_NAME =
            Map.of(
                    "fullFence", FULL,
                    "acquireFence", ACQUIRE,
                    "releaseFence", RELEASE,
                    "loadLoadFence", LOAD_LOAD,
                    "storeStoreFence", STORE_STORE);

    /** The fence that a method of VarHandle is, or null. */
    public static Fence of(String method) {
        return BY_NAME.get(method);
    }
}
