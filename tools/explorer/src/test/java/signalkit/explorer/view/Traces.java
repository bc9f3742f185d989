package signalkit.explorer.view;

import java.util.List;
import java.util.Map;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/** Traces to look at. */
final class Traces {
    static final String NASTY = "</script><b>&amp;";

    private Traces() {}

    private static Trace.Step step(
            int thread, int depth, String text, String place, String queue, Trace.Lock... locks) {
        return new Trace.Step(
                thread,
                depth,
                text,
                place,
                place.isEmpty() ? List.of() : List.of(place),
                List.of(),
                List.of(locks),
                Map.of("queue", queue));
    }

    /** Main is interrupted while it holds the lock that a worker waits for. */
    static Trace selfDeadlock() {
        Trace.Lock held = new Trace.Lock("jobs", "main", List.of());
        Trace.Lock wanted = new Trace.Lock("jobs", "main", List.of("worker"));
        Trace.Lock stuck = new Trace.Lock("jobs", "main", List.of("worker", "main"));
        return new Trace(
                "SelfDeadlock",
                Schedule.PLAIN,
                List.of("main", "worker"),
                List.of(
                        step(0, 0, "locks jobs", "Queue.add(Queue.java:2)", "[]", held),
                        step(1, 0, "locks jobs", "Queue.take(Queue.java:9)", "[]", wanted),
                        step(0, 0, "writes jobs", "Queue.add(Queue.java:3)", "[a]", wanted),
                        step(0, 0, "TERM arrives", "", "[a]", wanted),
                        step(0, 1, "locks jobs", "Queue.stop(Queue.java:99)", "[a]", stuck)),
                new Finding(FindingKind.SELF_DEADLOCK, "main waits for jobs " + NASTY),
                List.of(
                        new Trace.Warning(
                                new Finding(FindingKind.DATA_RACE, "one and other"),
                                List.of(0, 2))));
    }

    /** A thread joins another one, and the run fails for this reason. */
    static Trace waitsAndFails(FindingKind kind) {
        return new Trace(
                "Joins",
                Schedule.PLAIN,
                List.of("main", "worker"),
                List.of(
                        step(0, 0, "waits for the end of worker", "", "[]"),
                        step(1, 0, "ends", "", "[]")),
                new Finding(kind, "the reason"),
                List.of());
    }

    /** Nothing happens. */
    static Trace empty() {
        return new Trace("Nothing", Schedule.PLAIN, List.of("main"), List.of(), null, List.of());
    }
}
