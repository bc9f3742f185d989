package signalkit.explorer.model;

import java.util.Arrays;
import signalkit.explorer.memory.Cell;
import signalkit.explorer.memory.History;
import signalkit.explorer.memory.VectorClock;

/** A place in memory, or something that threads meet at, in one run. */
public final class Location {
    private static final int NOBODY = -1;
    private static final int[] NO_TIMES = {};
    private static final Operation[] NO_READS = {};

    public final Key key;

    /** The object that it is a part of; null for what is none. */
    public final Object owner;

    /** What has happened here, when that is tracked; else null, and all see the latest write. */
    public History history;

    /** The memory, when it is tracked. */
    public Cell cell;

    // For sharing:
    private int party = NOBODY;
    private boolean shared;
    private boolean written;

    // For a final field, which its constructor sets:
    private boolean isFinal;
    private int setter = NOBODY;
    private int setTime;

    // For the fingerprint: what an access to this depends on.
    private long lastWrite;
    private long sumOfReads;

    // For order between threads:
    private VectorClock released;

    // For races: the last write, and a read since then of each thread.
    private int writer = NOBODY;
    private int writerParty = NOBODY;
    private int writeTime;
    private Operation write;
    private boolean wasVolatile;

    /** A bit for each thread whose noted read was volatile. */
    private long volatileReads;

    private int[] readTimes = NO_TIMES;
    private Operation[] reads = NO_READS;

    public Location(Key key, Object owner) {
        this.key = key;
        this.owner = owner;
    }

    /** Notes who uses it; true when two parties do and one of them writes. */
    public boolean noteUse(int user, boolean writes) {
        shared |= party != NOBODY && party != user;
        party = user;
        written |= writes;
        return shared && written;
    }

    /**
     * Notes who uses it, which is a final field; true when somebody else reads it before it is set,
     * or could have done so.
     */
    public boolean noteFinal(Task task, boolean writes) {
        isFinal = true;
        if (writes) {
            boolean wasRead = party != NOBODY && party != task.party();
            setter = task.id;
            // Whatever releases next has this before it; what has released has not.
            setTime = task.clock.of(task.id) + 1;
            party = task.party();
            return wasRead;
        }
        if (setter == NOBODY) {
            party = task.party();
            return false;
        }
        boolean isOwn = setter == task.id;
        return isOwn ? party != task.party() : setTime > task.clock.of(setter);
    }

    /** What a read depends on. */
    public long read() {
        return lastWrite;
    }

    /** Has to be told of each read, with the reader's new hash. */
    void wasRead(long hash) {
        sumOfReads += hash;
    }

    /** What a write depends on. */
    long write() {
        return Hash.mix(lastWrite, sumOfReads);
    }

    /** Has to be told of each write, with the writer's new hash. */
    void wasWritten(long hash) {
        lastWrite = hash;
        sumOfReads = 0;
    }

    void release(VectorClock clock) {
        if (released == null) {
            released = clock.copy();
        } else {
            released.join(clock);
        }
    }

    void acquire(VectorClock clock) {
        if (released != null) {
            clock.join(released);
        }
    }

    /**
     * Notes an access; an earlier one that is not ordered before it, or null. Two volatile ones
     * never race.
     */
    Operation race(Task task, Operation access, boolean writes, boolean isVolatile) {
        Operation earlier = null;
        boolean isOrdered = writer == NOBODY || writeTime <= task.clock.of(writer);
        // Of a final field that is set, readers see the value whatever the order.
        boolean isSet = isFinal && !writes;
        if (!isOrdered && writer != task.id && !(isVolatile && wasVolatile) && !isSet) {
            boolean isSeen = !writes && task.finals.see(owner, writer, writeTime);
            earlier = isSeen ? null : write;
        }
        if (writes) {
            for (int i = 0; i < readTimes.length && earlier == null; i++) {
                boolean isPlain = !isVolatile || (volatileReads & 1L << i) == 0;
                if (i != task.id && readTimes[i] > task.clock.of(i) && isPlain) {
                    earlier = reads[i];
                }
            }
            writer = task.id;
            writerParty = task.party();
            writeTime = task.clock.of(task.id);
            write = access;
            wasVolatile = isVolatile;
            Arrays.fill(readTimes, 0);
        } else {
            noteRead(task, access, isVolatile);
        }
        return earlier;
    }

    /**
     * Whether the last write came when nothing kept it from coming a little later.
     *
     * @param then what was before the task's step
     */
    public boolean isWrittenBeside(Task task, VectorClock then) {
        if (writer == task.id) {
            return writerParty != task.party();
        }
        return history != null || writer != NOBODY && writeTime > then.of(writer);
    }

    private void noteRead(Task task, Operation access, boolean isVolatile) {
        if (task.id >= readTimes.length) {
            int room = Math.max(4, 2 * task.id);
            readTimes = Arrays.copyOf(readTimes, room);
            reads = Arrays.copyOf(reads, room);
        }
        // A plain read stays noted: what races with it may come after a volatile one.
        boolean keepsPlain =
                isVolatile && readTimes[task.id] != 0 && (volatileReads & 1L << task.id) == 0;
        if (!keepsPlain) {
            readTimes[task.id] = task.clock.of(task.id);
            reads[task.id] = access;
            volatileReads =
                    isVolatile ? volatileReads | 1L << task.id : volatileReads & ~(1L << task.id);
        }
    }
}
