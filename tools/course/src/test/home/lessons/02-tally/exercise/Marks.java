package lesson;

import signalkit.lessons.tally.Tally;

/** Marks in an int. */
// TODO: keep TERM out while a mark is added.
public final class Marks implements Tally {
    private int marks;

    @Override
    public void add() {
        marks = marks + 1; // Two steps: it is read, and then written. TERM may arrive between.
    }

    @Override
    public int count() {
        return marks;
    }
}
