package lesson;

import signalkit.lessons.peak.Peak;

/** The highest value so far. */
// TODO: keep TERM out between the steps that belong together.
public final class Highest implements Peak {
    private int highest;

    @Override
    public void see(int value) {
        if (value > highest) {
            highest = value;
        }
    }

    @Override
    public int highest() {
        return highest;
    }
}
