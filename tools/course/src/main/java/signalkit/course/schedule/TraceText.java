package signalkit.course.schedule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.TraceTable;

/** A failing run as text: all of it as a table, and the gist of it as a hint. */
final class TraceText {
    private static final int WIDTH = 110;

    /** The indent of a result. */
    private static final int INDENT = 2;

    private static final Pattern SIGNAL = Pattern.compile("\\bSIG([A-Z0-9]+)\\b");

    private TraceText() {}

    /**
     * A column for each thread, with handlers indented, then the locks and what the scene shows.
     */
    static List<String> table(Trace trace, Submission submission) {
        return table(trace, new Sources(List.of(submission.folder())), submission.width());
    }

    /** The same for code that is no exercise. */
    static List<String> table(Trace trace, Sources sources, TerminalWidth width) {
        TraceTable table = new TraceTable(trace, sources);
        int columns = width.atMost(WIDTH + INDENT) - INDENT;
        // A file has room for a line, even if a lock of it is cut.
        return width.equals(TerminalWidth.UNKNOWN)
                ? table.lines(columns)
                : table.blocks(columns).stream().flatMap(List::stream).toList();
    }

    /**
     * Where the last handler ran, who held what then, and how the run ended.
     *
     * <p>Without code below a handler: where the thread that ran last was when another one had come
     * between its steps, or which handler came last.
     */
    static String hint(Trace trace, Finding finding) {
        List<Trace.Step> own =
                trace.steps().stream().filter(step -> isOfExercise(step.place())).toList();
        boolean isBroken = finding.kind() == FindingKind.INVARIANT_VIOLATED;
        String end = " The result: " + finding.text() + (isBroken ? " does not hold." : ".");
        if (own.isEmpty()) {
            return "None of your lines ran." + end;
        }
        return handler(trace)
                        .or(() -> switched(trace, own))
                        .or(() -> alone(trace))
                        .orElse(last(trace, own))
                + end;
    }

    private static Optional<String> handler(Trace trace) {
        List<Trace.Step> steps = trace.steps();
        for (int i = steps.size() - 1; i > 0; i--) {
            Trace.Step step = steps.get(i);
            Optional<Trace.Step> below = before(steps, i, step);
            if (step.depth() > 0 && below.isPresent()) {
                String name = trace.threads().get(step.thread());
                String held = held(below.get(), name);
                return Optional.of(
                        "The handler of "
                                + handlers(step)
                                + " ran on top of "
                                + name
                                + ", which had reached "
                                + below.get().place()
                                + held
                                + ". The handler's first step there was "
                                + step.place()
                                + ".");
            }
        }
        return Optional.empty();
    }

    /** The signals whose handlers run at a step, the innermost first. */
    private static String handlers(Trace.Step step) {
        return step.stack().stream()
                .flatMap(line -> SIGNAL.matcher(line).results())
                .map(found -> found.group(1))
                .limit(step.depth())
                .collect(Collectors.joining(", on top of that of "));
    }

    /** The step of the interrupted code right below the first step of a handler. */
    private static Optional<Trace.Step> before(List<Trace.Step> steps, int index, Trace.Step top) {
        for (int i = index - 1; i >= 0; i--) {
            Trace.Step step = steps.get(i);
            if (step.thread() == top.thread()) {
                boolean isBelow = step.depth() < top.depth() && !step.place().isEmpty();
                return isBelow ? Optional.of(step) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String held(Trace.Step step, String thread) {
        String names =
                step.locks().stream()
                        .filter(lock -> thread.equals(lock.owner()))
                        .map(Trace.Lock::name)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " and held " + names;
    }

    private static Optional<String> switched(Trace trace, List<Trace.Step> own) {
        for (int i = own.size() - 1; i > 0; i--) {
            Trace.Step after = own.get(i);
            Trace.Step before = own.get(i - 1);
            if (after.thread() != before.thread()) {
                return Optional.of(
                        "Between two steps of "
                                + trace.threads().get(before.thread())
                                + ", after "
                                + before.place()
                                + ", "
                                + trace.threads().get(after.thread())
                                + " continued at "
                                + after.place()
                                + ".");
            }
        }
        return Optional.empty();
    }

    /** The last handler, where it ran on a thread that had no step of its own. */
    private static Optional<String> alone(Trace trace) {
        List<Trace.Step> steps = trace.steps();
        int first = steps.size() - 1;
        while (first >= 0 && !isInHandler(steps.get(first))) {
            first--;
        }
        if (first < 0) {
            return Optional.empty();
        }
        Trace.Step any = steps.get(first);
        while (first > 0
                && isInHandler(steps.get(first - 1))
                && isSame(steps.get(first - 1), any)) {
            first--;
        }
        return Optional.of(
                "The last handler was that of "
                        + handlers(any)
                        + ", on "
                        + trace.threads().get(any.thread())
                        + ". Its first step was "
                        + steps.get(first).place()
                        + ".");
    }

    private static boolean isInHandler(Trace.Step step) {
        return step.depth() > 0 && !step.place().isEmpty();
    }

    private static boolean isSame(Trace.Step one, Trace.Step other) {
        return one.thread() == other.thread() && one.depth() == other.depth();
    }

    private static String last(Trace trace, List<Trace.Step> own) {
        Trace.Step step = own.get(own.size() - 1);
        return "The last step of yours was "
                + step.place()
                + " in "
                + trace.threads().get(step.thread())
                + ".";
    }

    private static boolean isOfExercise(String place) {
        return place.contains(".java:");
    }
}
