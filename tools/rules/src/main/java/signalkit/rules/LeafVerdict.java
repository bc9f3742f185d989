package signalkit.rules;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdict on a library method in the tables of leaves. */
enum LeafVerdict {
    OK(),
    COLD(Kind.FIRST_USE),
    ALLOCATES(Kind.ALLOCATE),
    COLD_ALLOCATES(Kind.FIRST_USE, Kind.ALLOCATE),
    LOCK(Kind.LOCK),
    /** Gives a lock back, or wakes who waits for one. */
    RELEASES(Kind.LOCK),
    BLOCKS(Kind.BLOCK),
    IO(Kind.IO),
    LOG(Kind.LOG),
    THREAD(Kind.THREAD),
    REGISTERS(Kind.REGISTER),
    EXIT(Kind.EXIT),
    /** Ends the process at once: fine by POSIX; the strict profile wants to see it. */
    HALTS(Kind.EXIT),
    /** Wakes a thread without a Java lock; the JVM's own mutex below it is for the strict. */
    WAKES(Kind.LOCK),
    LOADS(Kind.FIRST_USE),
    SHARED(Kind.SHARED_STATE),
    THROWS(Kind.THROW),
    UNKNOWN(Kind.UNVERIFIED);

    final Set<Kind> kinds;

    LeafVerdict(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** Whether only the strict profile objects. */
    boolean isStrictOnly() {
        return this == HALTS || this == WAKES;
    }

    /** Whether the object that the method is called on is, or has, a lock that it takes. */
    boolean takesLock() {
        return this == LOCK || this == BLOCKS || this == IO;
    }

    boolean isCold() {
        return this == COLD || this == COLD_ALLOCATES;
    }

    /** The word in the tables. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static LeafVerdict of(String word) {
        for (LeafVerdict verdict : values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(
                word
                        + " is no verdict; write "
                        + Stream.of(values())
                                .map(LeafVerdict::word)
                                .collect(Collectors.joining(", ")));
    }
}
