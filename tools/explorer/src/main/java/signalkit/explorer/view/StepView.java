package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import signalkit.cli.Paragraph;
import signalkit.explorer.Trace;

/** One picture of a trace that is stepped through: lines for a screen of some size. Immutable. */
final class StepView {
    static final String KEYS =
            "→ next  ← back  q quit  ? all keys  ↑↓ ten  t next switch  / search  b break";

    private static final String FEW_KEYS = "→ next  ← back  q quit  ? all keys";

    static final List<String> HELP =
            List.of(
                    "→ n space   the next step             ← p        the step before",
                    "↓ j         ten steps forward          ↑ k        ten steps back",
                    "home g      the first step             end G      the last step",
                    "t           the next switch of threads, or the next begin or end of a handler",
                    "/           search: a thread, a lock, a field, code (such as locks jobs)",
                    "f F         the next and the last step that the search found",
                    "b           break at the source line of this step, or no more",
                    "c C         go on, or back, to the next break",
                    "w           back to the last write of the field that this step uses",
                    "s           the same schedule on the other server beside it",
                    "? q         this list; quit",
                    "",
                    "any key goes back to the steps");

    static final String BREAK = "● ";

    private static final String HERE = "▶ ";
    private static final String ELSEWHERE = "  ";
    private static final int SOURCE_LINES = 7;
    private static final int SOURCE_LINES_IF_LOW = 3;

    /** A screen with fewer lines has room for little source, and for few of the frames. */
    private static final int LOW = 26;

    private static final int FRAME_LINES = 4;
    private static final int FRAME_LINES_IF_LOW = 2;
    private static final int LEAST_STEPS = 3;

    private final Trace trace;
    private final Sources sources;
    private final List<String> table;

    StepView(Trace trace, Sources sources, int width) {
        this.trace = trace;
        this.sources = sources;
        this.table = new TraceTable(trace, sources).besideSource(width - HERE.length());
    }

    /** The picture after a step. */
    List<String> lines(int index, int width, int height) {
        return lines(index, width, height, Set.of(), "");
    }

    /** The picture after a step, with breaks marked, and a remark in the second line. */
    List<String> lines(int index, int width, int height, Set<Place> breaks, String remark) {
        Trace.Step step = trace.steps().get(index);
        List<String> below = new ArrayList<>();
        below.add("");
        below.addAll(source(step, height < LOW ? SOURCE_LINES_IF_LOW : SOURCE_LINES));
        below.addAll(state(index, width, height < LOW ? FRAME_LINES_IF_LOW : FRAME_LINES));
        // Title, remark, head, steps and keys come first where a screen is too low for all.
        int most = Math.max(0, height - 4 - LEAST_STEPS);
        if (below.size() > most) {
            below.removeIf(String::isEmpty);
            below = new ArrayList<>(below.subList(0, Math.min(most, below.size())));
        }
        below.add(KEYS.length() <= width ? KEYS : FEW_KEYS);
        List<String> lines = new ArrayList<>();
        lines.add(title(index));
        boolean last = index == trace.steps().size() - 1;
        lines.add(!remark.isEmpty() ? remark : last ? end() : "");
        int room = Math.max(LEAST_STEPS, height - lines.size() - below.size() - 1);
        lines.add(ELSEWHERE + table.get(0));
        int first = Math.max(0, Math.min(index - room / 2, trace.steps().size() - room));
        for (int i = first; i < Math.min(first + room, trace.steps().size()); i++) {
            boolean stop = isBreak(trace.steps().get(i), breaks);
            lines.add((i == index ? HERE : stop ? BREAK : ELSEWHERE) + table.get(i + 1));
        }
        lines.addAll(below);
        return lines.stream().map(line -> Grid.cut(line, width)).toList();
    }

    private static boolean isBreak(Trace.Step step, Set<Place> breaks) {
        return Place.of(step.place()).map(breaks::contains).orElse(false);
    }

    private String title(int index) {
        return trace.scenario()
                + "   schedule "
                + trace.schedule().id()
                + "   step "
                + (index + 1)
                + " of "
                + trace.steps().size();
    }

    private String end() {
        return trace.finding() == null ? "no failure" : trace.finding().toString();
    }

    private List<String> source(Trace.Step step, int count) {
        Optional<Place> place = Place.of(step.place());
        if (place.isEmpty()) {
            return List.of();
        }
        List<String> file = sources.file(place.get().file());
        int line = place.get().line();
        if (line > file.size()) {
            return List.of(step.place());
        }
        List<String> lines = new ArrayList<>();
        lines.add(step.place());
        int first = Math.max(1, Math.min(line - count / 2, file.size() - count + 1));
        for (int i = first; i < Math.min(first + count, file.size() + 1); i++) {
            String mark = i == line ? HERE : ELSEWHERE;
            lines.add(String.format("%s%4d  %s", mark, i, file.get(i - 1)).stripTrailing());
        }
        return lines;
    }

    private List<String> state(int index, int width, int frameLines) {
        Trace.Step step = trace.steps().get(index);
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (!step.stack().isEmpty()) {
            String thread = trace.threads().get(step.thread());
            List<String> frames =
                    Paragraph.wrap(thread + " is in ", String.join(" < ", step.stack()), width);
            lines.addAll(frames.subList(0, Math.min(frameLines, frames.size())));
        }
        lines.add("locks  " + StepText.locks(step));
        for (Map.Entry<String, String> value : step.shown().entrySet()) {
            lines.add(value.getKey() + "  " + value.getValue());
        }
        for (Trace.Warning warning : trace.warnings()) {
            if (warning.steps().contains(index)) {
                lines.add("warning: " + warning.finding());
            }
        }
        return lines;
    }
}
