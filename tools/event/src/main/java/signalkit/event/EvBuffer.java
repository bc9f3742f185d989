package signalkit.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/**
 * A queue of bytes: libevent's {@code evbuffer}.
 *
 * <p>A chain of segments that come from the thread's pool and go back to it, so in a steady state
 * nothing is allocated. Not thread-safe: a connection's buffers belong to the thread that
 * dispatches its base.
 */
public final class EvBuffer {
    private final ArrayDeque<Segment> segments = new ArrayDeque<>(4);
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
            Segment tail = tail();
            int count = Math.min(tail.room(), source.remaining());
            tail.append(source, source.position(), count);
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
        if (source == this) {
            return;
        }
        for (Segment next = source.segments.poll(); next != null; next = source.segments.poll()) {
            Segment tail = segments.peekLast();
            if (tail != null && next.length() <= tail.room()) {
                tail.append(next.bytes, next.start, next.length());
                SegmentPool.ofThisThread().give(next);
            } else {
                segments.add(next);
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
        while (left > 0) {
            Segment head = segments.element();
            int taken = (int) Math.min(left, head.length());
            take(head, taken);
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
            Segment head = segments.element();
            int count = Math.min(head.length(), target.remaining());
            target.put(head.readable().limit(head.start + count));
            take(head, count);
            moved += count;
        }
        taken();
        return moved;
    }

    /** Reads once; returns what the channel returned. */
    int read(ReadableByteChannel channel) throws IOException {
        Segment tail = tail();
        int count = channel.read(tail.writable());
        if (count > 0) {
            tail.end += count;
            length += count;
        } else if (tail.length() == 0) {
            SegmentPool.ofThisThread().give(segments.removeLast());
        }
        return count;
    }

    /** Writes until the buffer is empty or the channel takes no more. */
    void write(WritableByteChannel channel) throws IOException {
        while (length > 0) {
            Segment head = segments.element();
            int count = channel.write(head.readable());
            take(head, count);
            if (head.length() > 0) {
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

    private void take(Segment head, int count) {
        head.start += count;
        length -= count;
        if (head.length() == 0) {
            SegmentPool.ofThisThread().give(segments.remove());
        }
    }

    private Segment tail() {
        Segment tail = segments.peekLast();
        if (tail == null || tail.room() == 0) {
            tail = SegmentPool.ofThisThread().take();
            segments.add(tail);
        }
        return tail;
    }
}
