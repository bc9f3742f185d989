package signalkit.lab.trial;

import java.util.Locale;

/** How a trial ended, the worst that applies. */
public enum TrialVerdict {
    /** The server ended in time and in order, and no client lost anything. */
    CLEAN,
    /** It ended in order, but a client or a byte was lost, or its accounts do not add up. */
    LOSSY,
    /** It ended with another status than an orderly end has. */
    CRASHED,
    /** It did not end in time. */
    HUNG;

    /**
     * The name in tables.
     *
     * @return in small letters
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
