package signalkit.explorer;

/**
 * A set of fingerprints that only grows: numbers without boxes, in an open table. Thread-safe.
 *
 * <p>Zero, which marks a free place, is kept as one.
 */
final class States {
    private static final int SMALL = 1 << 12;

    // this must be locked when using these:
    private long[] table = new long[SMALL];
    private int size;

    /** Adds a fingerprint; false when it is there. */
    synchronized boolean add(long fingerprint) {
        if (!put(table, fingerprint == 0 ? 1 : fingerprint)) {
            return false;
        }
        size++;
        if (size > table.length / 2) {
            grow();
        }
        return true;
    }

    synchronized int size() {
        return size;
    }

    synchronized void clear() {
        table = new long[SMALL];
        size = 0;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        for (long each : table) {
            if (each != 0) {
                put(larger, each);
            }
        }
        table = larger;
    }

    /** Fingerprints are mixed well, so their low bits say where to look first. */
    private static boolean put(long[] table, long value) {
        int mask = table.length - 1;
        int place = (int) value & mask;
        while (table[place] != 0) {
            if (table[place] == value) {
                return false;
            }
            place = (place + 1) & mask;
        }
        table[place] = value;
        return true;
    }
}
