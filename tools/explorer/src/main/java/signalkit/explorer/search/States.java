package signalkit.explorer.search;

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
        if (!put(table, fingerprint)) {
            return false;
        }
        size++;
        if (size > table.length / 2) {
            grow();
        }
        return true;
    }

    synchronized boolean contains(long fingerprint) {
        return table[place(table, fingerprint)] != 0;
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
