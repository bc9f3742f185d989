package signalkit.explorer.model;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** All keys of a search, and whether new ones became visible. Thread-safe. */
public final class Keys {
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Set<String> unexplored = new ConcurrentSkipListSet<>();
    private final boolean allVisible;
    private volatile boolean grown;
    private volatile boolean isShared;

    /** Makes every key visible at once when told to: for replays, which choose little. */
    public Keys(boolean allVisible) {
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

    /** Notes what a run has done that no search explores. */
    void miss(String what) {
        unexplored.add(what);
    }

    /** What was done that no search explores. */
    public Set<String> unexplored() {
        return unexplored;
    }

    void show(Key key) {
        if (!key.visible) {
            key.visible = true;
            grown = true;
        }
    }

    /** Notes that a run holds what runs of other workers hold, too. */
    void shareWithOthers() {
        if (!isShared) {
            isShared = true;
            grown = true;
        }
    }

    /** Whether only one worker may run: a program locks an object that there is one of in a JVM. */
    public boolean needsOneWorker() {
        return isShared;
    }

    /** Whether a key became visible since the last call of {@link #settle}. */
    public boolean hasGrown() {
        return grown;
    }

    public void settle() {
        grown = false;
    }
}
