package signalkit.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A queue of bytes: libevent's {@code evbuffer}.
 *
 * <p>A chain of segments that come from the thread's pool and go back to it, so in a steady state
 * nothing is allocated. Not thread-safe: a connection's buffers belong to the thread that
 * dispatches its base.
 */
public final class EvBuffer {
    /** Chained by {@link Segment#next}; null when the buffer is empty, and then last is, too. */
    private Segment first;

    private Segment last;
    private long length;
    private Runnable onTaken;

    /** An empty buffer: {@code evbuffer_new}. */
    public EvBuffer() {}

    /**
     * How many bytes are in the buffer: {@code evbuffer_get_length}.
     *
     * @return 0 or more
     */
    public long length() {
        return length;
    }

    /**
     * Adds bytes at the end: {@code evbuffer_add}.
     *
     * @param source its remaining bytes are copied
     */
    public void add(ByteBuffer source) {
        while (source.hasRemaining()) {
            if (!hasRoom()) {
                append(SegmentPool.ofThisThread().take());
            }
            int count = Math.min(last.room(), source.remaining());
            last.append(source, source.position(), count);
            source.position(source.position() + count);
            length += count;
        }
    }

    /**
     * Moves all bytes of another buffer to the end of this one: {@code evbuffer_add_buffer}.
     *
     * <p>Segments are moved whole. Only what fits into the last one is copied there, so that small
     * messages which wait do not take 64 KiB each.
     *
     * @param source empty afterwards; nothing happens when it is this buffer
     */
    public void addBuffer(EvBuffer source) {
        if (source == this || source.length == 0) {
            return;
        }
        for (Segment next = source.poll(); next != null; next = source.poll()) {
            if (last != null && next.length() <= last.room()) {
                last.append(next.bytes, next.start, next.length());
                SegmentPool.ofThisThread().give(next);
            } else {
                append(next);
            }
        }
        length += source.length;
        source.length = 0;
        source.taken();
    }

    /**
     * Removes bytes from the front: {@code evbuffer_drain}.
     *
     * @param count how many; more than there are means all
     */
    public void drain(long count) {
        long left = Math.min(count, length);
        if (left <= 0) {
            return;
        }
        while (left > 0) {
            int taken = (int) Math.min(left, first.length());
            take(taken);
            left -= taken;
        }
        taken();
    }

    /**
     * Moves bytes out of the front: {@code evbuffer_remove}.
     *
     * @param target receives as many bytes as it has room for
     * @return how many bytes were moved
     */
    public int remove(ByteBuffer target) {
        int moved = 0;
        while (length > 0 && target.hasRemaining()) {
            int count = Math.min(first.length(), target.remaining());
            target.put(first.readable().limit(first.start + count));
            take(count);
            moved += count;
        }
        if (moved > 0) {
            taken();
        }
        return moved;
    }

    /** Reads once, no more bytes than given; returns what the channel returned. */
    int read(ReadableByteChannel channel, long most) throws IOException {
        Segment target = hasRoom() ? last : SegmentPool.ofThisThread().take();
        int count = 0;
        try {
            ByteBuffer room = target.writable();
            room.limit(room.position() + (int) Math.min(room.remaining(), most));
            count = channel.read(room);
        } finally {
            if (count > 0) {
                target.end += count;
                length += count;
                if (target != last) {
                    append(target);
                }
            } else if (target != last) {
                SegmentPool.ofThisThread().give(target);
            }
        }
        return count;
    }

    /** Writes until the buffer is empty or the channel takes no more. */
    void write(WritableByteChannel channel) throws IOException {
        while (length > 0) {
            int all = first.length();
            int count = channel.write(first.readable());
            take(count);
            if (count < all) {
                return;
            }
        }
    }

    /** Has something run when bytes were taken out by the three calls above; null for nothing. */
    void onTaken(Runnable listener) {
        onTaken = listener;
    }

    private void taken() {
        if (onTaken != null) {
            onTaken.run();
        }
    }

    /** Takes bytes off the first segment. */
    private void take(int count) {
        first.start += count;
        length -= count;
        if (first.length() == 0) {
            SegmentPool.ofThisThread().give(poll());
        }
    }

    private boolean hasRoom() {
        return last != null && last.room() > 0;
    }

    private void append(Segment segment) {
        if (last == null) {
            first = segment;
        } else {
            last.next = segment;
        }
        last = segment;
    }

    private Segment poll() {
        Segment head = first;
        if (head != null) {
            first = head.next;
            head.next = null;
            if (first == null) {
                last = null;
            }
        }
        return head;
    }
}
