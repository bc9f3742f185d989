package signalkit.explorer.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** All keys of a search, and whether new ones became visible. Thread-safe. */
public final class Keys {
    /** What elements of arrays have in common. */
    public static final String ELEMENTS = "elements";

    /** What monitors have in common. */
    public static final String MONITOR = "monitor";

    /** What is visible once a run has sent a signal, or done what may send one. */
    public static final String SENDING = "signals sent";

    /** With this, all memory is visible: code may end between any two of its steps. */
    public static final String ALL = "everything";

    /** What is visible once a handler has run in a program that sends signals. */
    public static final String CATCHING = "signals caught";

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Set<String> unexplored = new ConcurrentSkipListSet<>();
    private final boolean isVisible;
    private final boolean isTracked;
    private final boolean racesFail;
    private final AtomicLong growth = new AtomicLong();
    private volatile boolean grown;
    private volatile boolean needsThreads;
    private volatile boolean isShared;
    private volatile boolean hasCompany;
    private volatile boolean hasTracked;
    private volatile boolean isAllShown;

    /**
     * Makes every key visible and tracked at once when told to: for replays, which choose little.
     *
     * @param racesFail whether a data race is a failure, so that nobody asks what it leads to
     */
    public Keys(boolean all, boolean racesFail) {
        this(all, all, racesFail);
    }

    private Keys(boolean isVisible, boolean isTracked, boolean racesFail) {
        this.isVisible = isVisible;
        this.isTracked = isTracked;
        this.racesFail = racesFail;
        this.hasTracked = isTracked;
    }

    /**
     * Makes every key visible at once, and lets each access see the latest write.
     *
     * @param sending whether signals are taken for sent from the beginning, too: the end of a
     *     thread is a step then
     */
    public static Keys latest(boolean sending) {
        Keys keys = new Keys(true, false, true);
        keys.of(SENDING).visible = sending;
        return keys;
    }

    /** Whether a data race is a failure of any scenario that does not allow it. */
    public boolean racesFail() {
        return racesFail;
    }

    /** Whether some accesses may see older values, so that runs have to know which. */
    public boolean hasTracked() {
        return hasTracked;
    }

    Key of(String name) {
        return keys.computeIfAbsent(
                name,
                absent -> {
                    Key key = new Key(absent);
                    key.visible = isVisible || isAllShown;
                    key.tracked = isTracked;
                    return key;
                });
    }

    /** Takes a kind of memory for shared from the beginning. */
    public void know(String name) {
        makeVisible(of(name));
    }

    private void makeVisible(Key key) {
        key.visible = true;
        if (key.name.equals(ALL)) {
            isAllShown = true;
            keys.values().forEach(each -> each.visible = true);
        }
    }

    /** The names of the kinds of memory that are shared. */
    public Set<String> visible() {
        return keys.values().stream()
                .filter(key -> key.visible)
                .map(key -> key.name)
                .collect(Collectors.toCollection(TreeSet::new));
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
            makeVisible(key);
            grow();
        }
    }

    /** Asks for another search: this one has left out what it now knows to look at. */
    void restart() {
        grow();
    }

    /** Notes that runs lock what there is one of in a JVM. */
    public void shareWithOthers() {
        if (!isShared) {
            isShared = true;
            grow();
        }
    }

    /** Says whether several workers make runs at once from now on. */
    public void expectCompany(boolean hasCompany) {
        this.hasCompany = hasCompany;
    }

    /** Whether a run must not lock what there is one of in a JVM. */
    boolean hasCompany() {
        return hasCompany;
    }

    void track(Key key) {
        if (!key.tracked) {
            key.tracked = true;
            hasTracked = true;
            grow();
        }
    }

    /** Notes that runs need threads of the system, and asks for another search. */
    public void needThreads() {
        if (!needsThreads) {
            needsThreads = true;
            grow();
        }
    }

    /** Whether coroutines cannot do what runs do. */
    public boolean hasThreads() {
        return needsThreads;
    }

    /** Whether only one worker may run: a program locks an object that there is one of in a JVM. */
    public boolean needsOneWorker() {
        return isShared;
    }

    /** Whether a key became visible or tracked since the last call of {@link #settle}. */
    public boolean hasGrown() {
        return grown;
    }

    public void settle() {
        grown = false;
    }

    /** A number that changes with each key that becomes visible or tracked. */
    public long growth() {
        return growth.get();
    }

    private void grow() {
        grown = true;
        growth.incrementAndGet();
    }
}
