package signalkit.lab.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import signalkit.lab.server.ServerLog;
import signalkit.lab.server.Snapshot;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;

/**
 * Why a server does not end: drawn from its locks, its threads and its log, never guessed.
 *
 * @param verdict what it is, in one line
 * @param drawing the picture and the evidence below it
 */
public record Diagnosis(String verdict, List<String> drawing) {
    private static final String MAIN = "main";
    private static final String LOOP = "signalkit.event.EventBase.dispatch";
    private static final String HANDLER = "[SIG";
    private static final Pattern FRAME =
            Pattern.compile(
                    "(^|] )signalkit\\.(echo\\.(?!server)[a-z]+\\.(?!Main)[A-Za-z0-9]+\\."
                            + "|event\\.EventBase\\.dispatch|event\\.Listener\\.accept\\("
                            + "|posix\\.(Mutex\\.(lock|unlock)|Cond\\.await)\\()");

    /**
     * Everything that is wrong with a server's locks.
     *
     * @param snapshot of the server
     * @return nothing when each lock will be released
     */
    public static List<Diagnosis> ofLocks(Snapshot snapshot) {
        List<Diagnosis> found = new ArrayList<>();
        LockGraph graph = new LockGraph(snapshot.locks());
        Map<String, ThreadReport> threads = byName(snapshot);
        for (List<LockGraph.Edge> cycle : graph.cycles()) {
            found.add(
                    cycle.size() == 1
                            ? selfDeadlock(cycle.get(0), threads)
                            : cycle(cycle, threads));
        }
        for (LockInfo lock : graph.stranded()) {
            found.add(stranded(lock));
        }
        if (!graph.victims().isEmpty()) {
            found.add(
                    new Diagnosis(
                            "behind it, forever too: " + String.join(", ", graph.victims()),
                            List.of()));
        }
        return found;
    }

    /**
     * Why a server that was sent a signal does not end.
     *
     * @param snapshot of the server
     * @param log what it printed
     * @return at least one line that says what is known
     */
    public static List<Diagnosis> ofHang(Snapshot snapshot, ServerLog log) {
        List<Diagnosis> found = new ArrayList<>(ofLocks(snapshot));
        ThreadReport main = byName(snapshot).get(MAIN);
        if (found.isEmpty() && main != null) {
            found.add(asleep(main, log).orElseGet(() -> whereMainIs(main)));
        }
        return found;
    }

    private static Diagnosis selfDeadlock(LockGraph.Edge edge, Map<String, ThreadReport> threads) {
        String thread = edge.thread();
        List<String> drawing = new ArrayList<>();
        drawing.add(thread + " ──waits for──▶ " + edge.lock() + " ──held by──▶ " + thread);
        drawing.addAll(evidence(threads.get(thread)));
        return new Diagnosis(
                "self-deadlock: " + thread + " holds " + edge.lock() + " and waits for it",
                drawing);
    }

    private static Diagnosis cycle(List<LockGraph.Edge> cycle, Map<String, ThreadReport> threads) {
        List<String> drawing = new ArrayList<>();
        for (LockGraph.Edge edge : cycle) {
            drawing.add(
                    edge.thread()
                            + " ──waits for──▶ "
                            + edge.lock()
                            + " ──held by──▶ "
                            + edge.holder());
        }
        cycle.forEach(edge -> drawing.addAll(evidence(threads.get(edge.thread()))));
        return new Diagnosis("deadlock: " + cycle.size() + " threads wait in a circle", drawing);
    }

    private static Diagnosis stranded(LockInfo lock) {
        List<String> drawing = new ArrayList<>();
        for (String waiter : lock.getWaiters()) {
            drawing.add(
                    waiter
                            + " ──waits for──▶ "
                            + lock.getName()
                            + " ──held by──▶ "
                            + lock.getOwner()
                            + " (ended)");
        }
        return new Diagnosis(
                "stranded lock: "
                        + lock.getOwner()
                        + " ended with "
                        + lock.getName()
                        + " in its hand; nobody can release it",
                drawing);
    }

    /** The loop sleeps although a handler has asked it to end: nothing woke it. */
    private static Optional<Diagnosis> asleep(ThreadReport main, ServerLog log) {
        boolean sleeps = main.getStack().stream().anyMatch(frame -> frame.contains(LOOP));
        if (!sleeps || !main.getHandlers().isEmpty() || log.last("SIGNAL").isEmpty()) {
            return Optional.empty();
        }
        String signal = log.last("SIGNAL").get().values().getOrDefault("name", "?");
        return Optional.of(
                new Diagnosis(
                        "lost wake-up: the handler of "
                                + signal
                                + " has run, but not on top of main, and main still sleeps",
                        ownFrames(main)));
    }

    private static Diagnosis whereMainIs(ThreadReport main) {
        return new Diagnosis(
                "no lock is to blame; main is "
                        + main.getState()
                        + (main.getWaitsFor() == null ? "" : " for " + main.getWaitsFor()),
                ownFrames(main));
    }

    /** The frames of a thread from the lock that it waits for down to what it was doing before. */
    private static List<String> evidence(ThreadReport thread) {
        if (thread == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("stack of " + thread.getName() + ", the innermost call first:");
        List<String> frames = ownFrames(thread);
        lines.addAll(frames);
        if (frames.stream().anyMatch(frame -> frame.contains(HANDLER))) {
            lines.add(
                    "the frames marked "
                            + HANDLER
                            + "…] run on top of the code below them, which continues only when"
                            + " they return");
        }
        return lines;
    }

    /** Frames of the server, the locks and the loop; how the kit is built inside says nothing. */
    private static List<String> ownFrames(ThreadReport thread) {
        return framesOfInterest(thread.getStack()).stream().map(frame -> "  " + frame).toList();
    }

    /**
     * The frames that tell what a server does: those of its own, and the calls that wait.
     *
     * @param stack the innermost first
     * @return a part of it, readable
     */
    public static List<String> framesOfInterest(List<String> stack) {
        return stack.stream()
                .map(Diagnosis::readable)
                .filter(frame -> FRAME.matcher(frame).find())
                .toList();
    }

    /**
     * A frame without the names of its class loader and module.
     *
     * @param frame of a {@link ThreadReport}
     * @return shorter
     */
    public static String readable(String frame) {
        return frame.replaceFirst("(?<=^|] )(app//|[a-z.]+@[0-9.]+/)", "");
    }

    private static Map<String, ThreadReport> byName(Snapshot snapshot) {
        Map<String, ThreadReport> threads = new LinkedHashMap<>();
        snapshot.threads().forEach(thread -> threads.put(thread.getName(), thread));
        return threads;
    }
}
