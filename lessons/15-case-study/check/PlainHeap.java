package signalkit.lessons.casestudy;

/** A pointer that moves forward in two steps, and a count of what was handed out. */
final class PlainHeap implements LoginSession.Heap {
    private int next;
    private int pieces;
    private int logged;

    @Override
    public int allocate() {
        int place = next; // A signal that arrives here hands the same place out twice.
        pieces++;
        next = place + 1;
        return place;
    }

    @Override
    public void log() {
        allocate();
        logged++;
    }

    /** Whether every piece was handed out once. */
    boolean isWhole() {
        return next == pieces;
    }

    /** The number of pieces handed out for packets. */
    int forPackets() {
        return pieces - logged;
    }

    /** The number of lines in the log. */
    int logged() {
        return logged;
    }

    @Override
    public String toString() {
        return next + " of " + pieces;
    }
}
