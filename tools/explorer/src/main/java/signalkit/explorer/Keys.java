package signalkit.explorer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All keys of a search, and whether new ones became visible. Thread-safe. */
final class Keys {
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final boolean allVisible;
    private volatile boolean grown;

    /** Makes every key visible at once when told to: for replays, which choose little. */
    Keys(boolean allVisible) {
        this.allVisible = allVisible;
    }

    Key of(String name) {
        return keys.computeIfAbsent(
                name,
                absent -> {
                    Key key = new Key(absent);
                    key.visible = allVisible;
                    return key;
                });
    }

    void show(Key key) {
        if (!key.visible) {
            key.visible = true;
            grown = true;
        }
    }

    /** Whether a key became visible since the last call of {@link #settle}. */
    boolean hasGrown() {
        return grown;
    }

    void settle() {
        grown = false;
    }
}
