package signalkit.explorer;

import signalkit.weaver.Site;

/** A place in memory, or something that threads meet at, in one run. */
final class Location {
    private static final int NOBODY = -1;

    final Key key;

    // For sharing:
    private int party = NOBODY;
    private boolean shared;
    private boolean written;

    // For the fingerprint: what an access to this depends on.
    private long lastWrite;
    private long reads;

    // For order between threads:
    private Clock released;

    // For races: the last write, and a read since then of each thread.
    private int writer = NOBODY;
    private int writeTime;
    private Site writeSite;
    private int[] readTimes = new int[4];
    private Site[] readSites = new Site[4];

    Location(Key key) {
        this.key = key;
    }

    /** Notes who uses it; true when two parties do and one of them writes. */
    boolean noteUse(int user, boolean writes) {
        shared |= party != NOBODY && party != user;
        party = user;
        written |= writes;
        return shared && written;
    }

    /** What a read depends on. */
    long read() {
        return lastWrite;
    }

    /** Has to be told of each read, with the reader's new hash. */
    void wasRead(long hash) {
        reads += hash;
    }

    /** What a write depends on. */
    long write() {
        return Hash.mix(lastWrite, reads);
    }

    /** Has to be told of each write, with the writer's new hash. */
    void wasWritten(long hash) {
        lastWrite = hash;
        reads = 0;
    }

    void release(Clock clock) {
        if (released == null) {
            released = clock.copy();
        } else {
            released.join(clock);
        }
    }

    void acquire(Clock clock) {
        if (released != null) {
            clock.join(released);
        }
    }

    /** Notes a plain access; the site of an earlier one that is not ordered before it, or null. */
    Site race(Task task, boolean writes, Site site) {
        Site other = null;
        if (writer != NOBODY && writer != task.id && writeTime > task.clock.of(writer)) {
            other = writeSite;
        }
        if (writes) {
            for (int i = 0; i < readTimes.length && other == null; i++) {
                if (i != task.id && readTimes[i] > task.clock.of(i)) {
                    other = readSites[i];
                }
            }
            writer = task.id;
            writeTime = task.clock.of(task.id);
            writeSite = site;
            readTimes = new int[readTimes.length];
        } else {
            if (task.id >= readTimes.length) {
                readTimes = java.util.Arrays.copyOf(readTimes, 2 * task.id);
                readSites = java.util.Arrays.copyOf(readSites, 2 * task.id);
            }
            readTimes[task.id] = task.clock.of(task.id);
            readSites[task.id] = site;
        }
        return other;
    }
}
