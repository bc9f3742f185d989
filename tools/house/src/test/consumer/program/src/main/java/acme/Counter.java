package acme;

/** Loses an addition when two threads add at a time. */
final class Counter {
    private int value;

    synchronized void add() {
        value++;
    }

    void addCarelessly() {
        int before = value();
        set(before + 1);
    }

    synchronized void set(int next) {
        value = next;
    }

    synchronized int value() {
        return value;
    }
}
