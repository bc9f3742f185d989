package signalkit.event;

import java.nio.ByteBuffer;

/** A piece of an {@link EvBuffer}: bytes from {@code start} to {@code end} of one direct buffer. */
final class Segment {
    /** A 64 KiB message needs one system call each way; an idle connection holds no segment. */
    static final int CAPACITY = 64 * 1024;

    final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    int start;
    int end;

    /** The next one in the same buffer. */
    Segment next;

    int length() {
        return end - start;
    }

    int room() {
        return CAPACITY - end;
    }

    /** The readable part; what the caller reads has to be added to {@code start}. */
    ByteBuffer readable() {
        return bytes.limit(end).position(start);
    }

    /** The free part; what the caller writes has to be added to {@code end}. */
    ByteBuffer writable() {
        return bytes.limit(CAPACITY).position(end);
    }

    /** Copies bytes, for which there must be room, to the end. */
    void append(ByteBuffer source, int from, int count) {
        bytes.limit(CAPACITY).put(end, source, from, count);
        end += count;
    }

    void clear() {
        start = 0;
        end = 0;
    }
}
