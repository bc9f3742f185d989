package signalkit.explorer.memory;

/**
 * What a thread did to a tracked location.
 *
 * @param thread the thread's number
 * @param time the thread's own time then
 * @param clock what happens before it, itself included; never changes
 * @param access what it did
 * @param node its number in the volatile order; -1 when it is not volatile
 * @param origin what it was for whoever asked
 */
record TrackedAccess(
        int thread, int time, VectorClock clock, MemoryAccess access, int node, Object origin) {
    boolean happensBefore(VectorClock later) {
        return later.of(thread) >= time;
    }
}
