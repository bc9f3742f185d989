package signalkit.rules;

import java.util.EnumSet;
import java.util.Set;

/** How much is asked of a handler; immutable. */
public final class Profile {
    /** The default: no lock, no wait, no I/O, no throw, no data race; allocation is allowed. */
    public static final Profile LOCK_FREE =
            new Profile(EnumSet.complementOf(EnumSet.of(Kind.ALLOCATE)), false, true);

    /** What POSIX asks of C: no allocation either, and nothing that the JVM locks below. */
    public static final Profile STRICT = new Profile(EnumSet.allOf(Kind.class), true, true);

    private final Set<Kind> kinds;
    private final boolean strict;
    private final boolean storedRuns;

    private Profile(Set<Kind> kinds, boolean strict, boolean storedRuns) {
        this.kinds = kinds;
        this.strict = strict;
        this.storedRuns = storedRuns;
    }

    /**
     * Lets a handler store a function that it must not call.
     *
     * <p>Without this, a lambda or method reference that a handler puts into a field counts as
     * called by it, since later code of the handler may do so.
     *
     * @return the changed copy
     */
    public Profile allowingStoredFunctions() {
        return new Profile(kinds, strict, false);
    }

    Profile only(Kind kind) {
        return new Profile(EnumSet.of(kind), strict, storedRuns);
    }

    /** Whether a function that a handler only stores counts as run by it. */
    public boolean countsStoredFunctions() {
        return storedRuns;
    }

    /** Whether a violation counts in this profile. */
    public boolean forbids(Violation violation) {
        boolean counts = strict || !violation.hazard().strictOnly();
        return counts && violation.kinds().stream().anyMatch(kinds::contains);
    }

    @Override
    public String toString() {
        return strict ? "strict" : "lock-free";
    }
}
