package signalkit.event;

import java.util.ArrayDeque;

/**
 * Segments that wait for their next use, one pool for each thread.
 *
 * <p>A base that lives as long as one connection would make new ones each time, and clearing 64 KiB
 * costs more than a short connection does. A segment may move to another thread's pool.
 */
final class SegmentPool {
    /** More are left to the garbage collector: a burst should not cost memory forever. */
    static final int KEPT = 8;

    private static final ThreadLocal<SegmentPool> POOLS = ThreadLocal.withInitial(SegmentPool::new);

    private final ArrayDeque<Segment> segments = new ArrayDeque<>(KEPT);

    private SegmentPool() {}

    static SegmentPool ofThisThread() {
        return POOLS.get();
    }

    Segment take() {
        Segment segment = segments.poll();
        return segment != null ? segment : new Segment();
    }

    void give(Segment segment) {
        segment.clear();
        if (segments.size() < KEPT) {
            segments.push(segment);
        }
    }

    int size() {
        return segments.size();
    }
}
