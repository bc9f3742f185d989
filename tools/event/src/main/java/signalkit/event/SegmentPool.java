package signalkit.event;

import java.util.ArrayDeque;

/** Segments that wait for their next use. Only the thread that dispatches the base uses it. */
final class SegmentPool {
    /** More are left to the garbage collector: an idle connection should hold little. */
    static final int KEPT = 8;

    private final ArrayDeque<Segment> segments = new ArrayDeque<>(KEPT);

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

    void clear() {
        segments.clear();
    }
}
