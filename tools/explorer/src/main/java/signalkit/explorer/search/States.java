package signalkit.explorer.search;

/**
 * A set of fingerprints that only grows: numbers without boxes, in an open table. Thread-safe.
 *
 * <p>Zero, which marks a free place, is kept as one.
 */
public final class States {
    private static final int SMALL = 1 << 12;

    /**
     * What can be chosen in a state, beside what is chosen first.
     *
     * @param level how many preemptions it was reached with
     * @param free how many options cost nothing
     * @param costly how many cost a preemption
     */
    public record Branches(int level, int free, int costly) {
        static final Branches NONE = new Branches(0, 0, 0);

        private static final int WIDTH = 10;
        private static final int MASK = (1 << WIDTH) - 1;

        int packed() {
            return (level << WIDTH | free) << WIDTH | costly;
        }

        /** Reads what a part of a search has kept. */
        public static Branches of(int packed) {
            return new Branches(packed >>> 2 * WIDTH, packed >>> WIDTH & MASK, packed & MASK);
        }
    }

    private final boolean keepsBranches;

    // this must be locked when using these:
    private long[] table;
    private int[] branches;
    private int size;

    /** An empty set, which keeps what can be chosen in each state when told to. */
    States(boolean keepsBranches) {
        this.keepsBranches = keepsBranches;
        clear();
    }

    boolean keepsBranches() {
        return keepsBranches;
    }

    /** Adds a fingerprint; false when it is there. */
    boolean add(long fingerprint) {
        return add(fingerprint, Branches.NONE);
    }

    /** Adds a state; false when it is there. */
    synchronized boolean add(long fingerprint, Branches own) {
        if (!put(table, fingerprint)) {
            return false;
        }
        if (keepsBranches) {
            branches[place(table, fingerprint)] = own.packed();
        }
        size++;
        if (size > table.length / 2) {
            grow();
        }
        return true;
    }

    /** All fingerprints in no order, with what can be chosen in each. */
    public synchronized void forEach(StateConsumer consumer) {
        for (int i = 0; i < table.length; i++) {
            if (table[i] != 0) {
                consumer.accept(table[i], keepsBranches ? branches[i] : 0);
            }
        }
    }

    /** Takes a state and its packed branches. */
    public interface StateConsumer {
        void accept(long fingerprint, int branches);
    }

    synchronized boolean contains(long fingerprint) {
        return table[place(table, fingerprint)] != 0;
    }

    synchronized int size() {
        return size;
    }

    final synchronized void clear() {
        table = new long[SMALL];
        branches = new int[keepsBranches ? SMALL : 0];
        size = 0;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        int[] moved = new int[keepsBranches ? larger.length : 0];
        for (int i = 0; i < table.length; i++) {
            if (table[i] != 0) {
                put(larger, table[i]);
                if (keepsBranches) {
                    moved[place(larger, table[i])] = branches[i];
                }
            }
        }
        table = larger;
        branches = moved;
    }

    private static boolean put(long[] table, long fingerprint) {
        int place = place(table, fingerprint);
        boolean isNew = table[place] == 0;
        table[place] = kept(fingerprint);
        return isNew;
    }

    /** Where a fingerprint is, or would be; they are mixed well, so low bits say where to look. */
    private static int place(long[] table, long fingerprint) {
        long value = kept(fingerprint);
        int mask = table.length - 1;
        int place = (int) value & mask;
        while (table[place] != 0 && table[place] != value) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static long kept(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
