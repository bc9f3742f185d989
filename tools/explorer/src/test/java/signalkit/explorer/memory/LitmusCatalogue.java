package signalkit.explorer.memory;

import static signalkit.explorer.memory.AccessMode.ACQUIRE;
import static signalkit.explorer.memory.AccessMode.OPAQUE;
import static signalkit.explorer.memory.AccessMode.PLAIN;
import static signalkit.explorer.memory.AccessMode.RELEASE;
import static signalkit.explorer.memory.AccessMode.VOLATILE;
import static signalkit.explorer.memory.Litmus.X;
import static signalkit.explorer.memory.Litmus.Y;
import static signalkit.explorer.memory.Litmus.Z;
import static signalkit.explorer.memory.Litmus.compare;
import static signalkit.explorer.memory.Litmus.fence;
import static signalkit.explorer.memory.Litmus.of;
import static signalkit.explorer.memory.Litmus.read;
import static signalkit.explorer.memory.Litmus.thread;
import static signalkit.explorer.memory.Litmus.update;
import static signalkit.explorer.memory.Litmus.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The classic litmus tests in all access modes, each with what Java says of one outcome. */
public final class LitmusCatalogue {
    /** What Java says of an outcome. */
    public enum Verdict {
        FORBIDDEN,
        ALLOWED,
        /** Allowed, and no order of steps leads to it. */
        LOAD_BUFFERING
    }

    /**
     * A litmus test in one mode.
     *
     * @param asked the outcome that the test is about: what its reads see, and for some the last
     *     values of the locations
     * @param verdict from the literature, by hand
     */
    public record Entry(String name, String modes, Litmus litmus, String asked, Verdict verdict) {
        /** Whether an outcome is the one that is asked for. */
        public boolean asksFor(String outcome) {
            return outcome.startsWith(asked + " #") || outcome.equals(asked);
        }

        @Override
        public String toString() {
            return name + " " + modes;
        }
    }

    /** How a test writes and reads in one mode. */
    private record Modes(String name, AccessMode write, AccessMode read) {}

    private static final List<Modes> MODES =
            List.of(
                    new Modes("plain", PLAIN, PLAIN),
                    new Modes("opaque", OPAQUE, OPAQUE),
                    new Modes("release/acquire", RELEASE, ACQUIRE),
                    new Modes("volatile", VOLATILE, VOLATILE));

    private static final List<Entry> ALL = new ArrayList<>();

    private LitmusCatalogue() {}

    /** All tests, in the order of the table. */
    public static List<Entry> all() {
        return List.copyOf(ALL);
    }

    /** The test of a name. */
    public static Litmus named(String name) {
        return ALL.stream()
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow()
                .litmus();
    }

    /** Adds a test in all four modes; {@code allowed} has a letter for each: y, n, or b. */
    private static void each(
            String name,
            String asked,
            String allowed,
            BiFunction<AccessMode, AccessMode, Litmus> litmus) {
        for (int i = 0; i < MODES.size(); i++) {
            Modes modes = MODES.get(i);
            Litmus own = litmus.apply(modes.write(), modes.read());
            ALL.add(new Entry(name, modes.name(), own, asked, verdict(allowed.charAt(i))));
        }
    }

    private static void one(String name, String modes, String asked, char allowed, Litmus litmus) {
        ALL.add(new Entry(name, modes, litmus, asked, verdict(allowed)));
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case 'y' -> Verdict.ALLOWED;
            case 'b' -> Verdict.LOAD_BUFFERING;
            default -> Verdict.FORBIDDEN;
        };
    }

    static {
        classic();
        coherence();
        threeThreads();
        fences();
        updates();
        mixed();
    }

    private static void classic() {
        each(
                "SB (Dekker)",
                "0 | 0",
                "yyyn",
                (w, r) ->
                        of(thread(write(X, 1, w), read(Y, r)), thread(write(Y, 1, w), read(X, r))));
        each(
                "MP (unsafe publication)",
                " | 1,0",
                "yynn",
                (w, r) ->
                        of(thread(write(X, 1, w), write(Y, 1, w)), thread(read(Y, r), read(X, r))));
        each(
                "LB",
                "1 | 1",
                "bbnn",
                (w, r) ->
                        of(thread(read(X, r), write(Y, 1, w)), thread(read(Y, r), write(X, 1, w))));
        each(
                "2+2W",
                " |  # [1, 1]",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), write(Y, 2, w)),
                                thread(write(Y, 1, w), write(X, 2, w))));
        each(
                "R",
                " | 0 # [1, 2]",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), write(Y, 1, w)),
                                thread(write(Y, 2, w), read(X, r))));
        each(
                "S",
                " | 1 # [2, 1]",
                "yynn",
                (w, r) ->
                        of(
                                thread(write(X, 2, w), write(Y, 1, w)),
                                thread(read(Y, r), write(X, 1, w))));
        each(
                "Peterson (entry)",
                "0,1 | 0,2",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), write(Z, 1, w), read(Y, r), read(Z, r)),
                                thread(write(Y, 1, w), write(Z, 2, w), read(X, r), read(Z, r))));
    }

    private static void coherence() {
        each(
                "CoRR",
                " | 1,0",
                "ynnn",
                (w, r) -> of(thread(write(X, 1, w)), thread(read(X, r), read(X, r))));
        each("CoWW", " # [1]", "nnnn", (w, r) -> of(thread(write(X, 1, w), write(X, 2, w))));
        each(
                "CoRW",
                "2 |  # [2]",
                "ynnn",
                (w, r) -> of(thread(read(X, r), write(X, 1, w)), thread(write(X, 2, w))));
        each(
                "CoWR",
                "0 | ",
                "nnnn",
                (w, r) -> of(thread(write(X, 1, w), read(X, r)), thread(write(X, 2, w))));
    }

    private static void threeThreads() {
        each(
                "IRIW",
                " |  | 1,0 | 1,0",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w)),
                                thread(write(Y, 1, w)),
                                thread(read(X, r), read(Y, r)),
                                thread(read(Y, r), read(X, r))));
        each(
                "WRC",
                " | 1 | 1,0",
                "yynn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w)),
                                thread(read(X, r), write(Y, 1, w)),
                                thread(read(Y, r), read(X, r))));
        each(
                "RWC",
                " | 1,0 | 0",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w)),
                                thread(read(X, r), read(Y, r)),
                                thread(write(Y, 1, w), read(X, r))));
        each(
                "ISA2",
                " | 1 | 1,0",
                "yynn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), write(Y, 1, w)),
                                thread(read(Y, r), write(Z, 1, w)),
                                thread(read(Z, r), read(X, r))));
        each(
                "W+RWC",
                " | 1,0 | 0",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), write(Y, 1, w)),
                                thread(read(Y, r), read(Z, r)),
                                thread(write(Z, 1, w), read(X, r))));
    }

    private static void fences() {
        Litmus.Step full = fence(Fence.FULL);
        each(
                "SB with full fences",
                "0 | 0",
                "nnnn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), full, read(Y, r)),
                                thread(write(Y, 1, w), full, read(X, r))));
        each(
                "SB with one full fence",
                "0 | 0",
                "yyyn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), full, read(Y, r)),
                                thread(write(Y, 1, w), read(X, r))));
        Litmus.Step release = fence(Fence.RELEASE);
        Litmus.Step acquire = fence(Fence.ACQUIRE);
        each(
                "MP with release and acquire fences",
                " | 1,0",
                "nnnn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), release, write(Y, 1, w)),
                                thread(read(Y, r), acquire, read(X, r))));
        each(
                "MP with a release fence",
                " | 1,0",
                "yynn",
                (w, r) ->
                        of(
                                thread(write(X, 1, w), release, write(Y, 1, w)),
                                thread(read(Y, r), read(X, r))));
        one(
                "MP with store-store and load-load fences",
                "opaque",
                " | 1,0",
                'n',
                of(
                        thread(write(X, 1, OPAQUE), fence(Fence.STORE_STORE), write(Y, 1, OPAQUE)),
                        thread(read(Y, OPAQUE), fence(Fence.LOAD_LOAD), read(X, OPAQUE))));
        one("IRIW with full fences", "opaque", " |  | 1,0 | 1,0", 'n', iriw(full));
        one("IRIW with acquire fences", "opaque", " |  | 1,0 | 1,0", 'y', iriw(acquire));
    }

    private static Litmus iriw(Litmus.Step fence) {
        return of(
                thread(write(X, 1, OPAQUE)),
                thread(write(Y, 1, OPAQUE)),
                thread(read(X, OPAQUE), fence, read(Y, OPAQUE)),
                thread(read(Y, OPAQUE), fence, read(X, OPAQUE)));
    }

    private static void updates() {
        one(
                "MP through an update (release sequence)",
                "release, acquire update, acquire",
                " | 1 | 2,0",
                'n',
                of(
                        thread(write(X, 1, OPAQUE), write(Y, 1, RELEASE)),
                        thread(update(Y, 2, ACQUIRE)),
                        thread(read(Y, ACQUIRE), read(X, OPAQUE))));
        one(
                "MP through another write",
                "release, opaque, acquire",
                " | 1 | 2,0",
                'y',
                of(
                        thread(write(X, 1, OPAQUE), write(Y, 1, RELEASE)),
                        thread(read(Y, OPAQUE), write(Y, 2, OPAQUE)),
                        thread(read(Y, ACQUIRE), read(X, OPAQUE))));
        one(
                "MP through another thread's write",
                "volatile",
                " |  | 2,0 # [1, 2]",
                'n',
                of(
                        thread(write(X, 1, OPAQUE), write(Y, 1, VOLATILE)),
                        thread(write(Y, 2, VOLATILE)),
                        thread(read(Y, VOLATILE), read(X, OPAQUE))));
        for (AccessMode mode : List.of(ACQUIRE, RELEASE, VOLATILE)) {
            one(
                    "Two updates see one value",
                    mode.name().toLowerCase(java.util.Locale.ROOT),
                    "0 | 0",
                    'n',
                    of(thread(update(X, 1, mode)), thread(update(X, 2, mode))));
            one(
                    "Two comparisons succeed",
                    mode.name().toLowerCase(java.util.Locale.ROOT),
                    "0 | 0",
                    'n',
                    of(thread(compare(X, 0, 1, mode)), thread(compare(X, 0, 2, mode))));
        }
        one(
                "SB with updates",
                "acquire",
                "0,0 | 0,0",
                'y',
                of(
                        thread(update(X, 1, ACQUIRE), read(Y, ACQUIRE)),
                        thread(update(Y, 1, ACQUIRE), read(X, ACQUIRE))));
        one(
                "SB with updates",
                "volatile",
                "0,0 | 0,0",
                'n',
                of(
                        thread(update(X, 1, VOLATILE), read(Y, VOLATILE)),
                        thread(update(Y, 1, VOLATILE), read(X, VOLATILE))));
    }

    private static void mixed() {
        one(
                "SB with one lazySet",
                "release beside volatile",
                "0 | 0",
                'y',
                of(
                        thread(write(X, 1, RELEASE), read(Y, VOLATILE)),
                        thread(write(Y, 1, VOLATILE), read(X, VOLATILE))));
        one(
                "MP of a volatile with an opaque flag",
                "volatile, opaque",
                " | 1,0",
                'y',
                of(
                        thread(write(X, 1, VOLATILE), write(Y, 1, OPAQUE)),
                        thread(read(Y, OPAQUE), read(X, VOLATILE))));
        one(
                "MP of plain data with a lazySet flag",
                "plain, release, acquire",
                " | 1,0",
                'n',
                of(
                        thread(write(X, 1, PLAIN), write(Y, 1, RELEASE)),
                        thread(read(Y, ACQUIRE), read(X, PLAIN))));
        one(
                "MP of plain data with an opaque flag",
                "plain, opaque",
                " | 1,0",
                'y',
                of(
                        thread(write(X, 1, PLAIN), write(Y, 1, OPAQUE)),
                        thread(read(Y, OPAQUE), read(X, PLAIN))));
    }
}
