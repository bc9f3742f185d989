package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import signalkit.cli.Paragraph;
import signalkit.explorer.Trace;

/**
 * A trace as text: a line per step, a column per thread, then the locks, the scenario's values and
 * the source.
 *
 * <p>What a handler does stands behind a bar, one for each handler that runs on top of the thread.
 * Locks and values are written where they change. Immutable but for its sources.
 */
public final class TraceTable {
    /** A width that a two-pane window still has. */
    public static final int WIDTH = 160;

    /** Where threads have columns of their own, each has room for so many characters. */
    private static final int DEED = 23;

    /** Where they share one, what a step did can be guessed from so many. */
    private static final int GUESS = 14;

    private static final int LOCKS = 16;

    /** A window that has room for columns of threads, even if a long text has to be cut. */
    private static final int WIDE = 90;

    /** Fewer rows than this are not worth a fold. */
    private static final int FEW = 6;

    private final Trace trace;
    private final Sources sources;
    private final boolean folds;
    private final int most;
    private final Set<String> values = new LinkedHashSet<>();

    /**
     * The table of a trace.
     *
     * @param trace what happened
     * @param sources where its source lines are
     */
    public TraceTable(Trace trace, Sources sources) {
        this(trace, sources, false, Integer.MAX_VALUE);
    }

    private TraceTable(Trace trace, Sources sources, boolean folds, int most) {
        this.trace = trace;
        this.sources = sources;
        this.folds = folds;
        this.most = most;
        trace.steps().forEach(step -> values.addAll(step.shown().keySet()));
    }

    /**
     * The same with one line for many reads and writes of the first thread, made while it is alone:
     * constructors of libraries have hundreds, and nobody else can see them yet.
     */
    public TraceTable folded() {
        return new TraceTable(trace, sources, true, most);
    }

    /**
     * The same without all but the last lines below the header; the columns fit what is left.
     *
     * @param lines how many to keep
     */
    public TraceTable last(int lines) {
        return new TraceTable(trace, sources, folds, lines);
    }

    /** Steps that share a line, by their indexes: often one, else reads and writes. */
    private record Row(int from, int to) {}

    private List<Row> rows() {
        int alone = folds ? alone() : 0;
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < trace.steps().size(); ) {
            int to = from;
            while (to < alone && isAccess(trace.steps().get(to))) {
                to++;
            }
            to = to - from < FEW ? from + 1 : to;
            rows.add(new Row(from, to));
            from = to;
        }
        return rows.subList(Math.max(0, rows.size() - most), rows.size());
    }

    /** How many steps there are before a second thread is made; none where a handler runs. */
    private int alone() {
        int steps = 0;
        for (Trace.Step step : trace.steps()) {
            if (step.depth() > 0) {
                return 0;
            }
        }
        for (Trace.Step step : trace.steps()) {
            if (step.thread() != 0 || step.text().matches("(starts|creates) .*")) {
                return steps;
            }
            steps++;
        }
        return steps;
    }

    private static boolean isAccess(Trace.Step step) {
        return step.text().startsWith("reads ") || step.text().startsWith("writes ");
    }

    /** The steps that the lines after the header begin with. */
    public List<Trace.Step> firstSteps() {
        return rows().stream().map(row -> trace.steps().get(row.from)).toList();
    }

    /** The step that is above the first line; null when that is the first step. */
    private Trace.Step before(List<Row> rows) {
        return rows.isEmpty() || rows.get(0).from == 0
                ? null
                : trace.steps().get(rows.get(0).from - 1);
    }

    private String number(Row row) {
        return row.to - row.from == 1 ? "" + row.to : row.from + 1 + "–" + row.to;
    }

    private String deed(Row row) {
        int steps = row.to - row.from;
        return steps == 1
                ? StepText.deed(trace.steps().get(row.from))
                : steps + " reads and writes";
    }

    /**
     * The header and a line for each step.
     *
     * @param width how long a line may be, in characters
     * @return at least the header
     */
    public List<String> lines(int width) {
        Grid grid = new Grid();
        grid.row(header());
        List<Row> rows = rows();
        Trace.Step before = before(rows);
        int places = 0;
        for (Row row : rows) {
            Trace.Step step = last(row);
            grid.row(row(number(row), deed(row), before, step));
            places = Math.max(places, StepText.place(step).length());
            before = step;
        }
        // Without its line, a step cannot be found in the source.
        grid.keep(header().size() - 1, places + 1);
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            grid.keep(1 + thread, DEED);
        }
        grid.keep(1 + trace.threads().size(), LOCKS);
        return grid.fits(width) ? grid.lines(width) : narrow(width);
    }

    /**
     * The same with whole words in a narrow window, where the locks and values of a step stand
     * beneath it if they have no room beside it.
     *
     * @param width how long a line may be, in characters
     * @return the lines of the header, and those of each step
     */
    public List<List<String>> blocks(int width) {
        for (List<String> lines : List.of(lines(width), narrow(width))) {
            if (isWhole(lines, width)) {
                return lines.stream().map(List::of).toList();
            }
        }
        return stacked(width);
    }

    /** Whether nothing is cut but the texts of the source. */
    private boolean isWhole(List<String> lines, int width) {
        List<Row> rows = rows();
        Trace.Step before = before(rows);
        int i = 0;
        for (Row row : rows) {
            i++;
            Trace.Step step = last(row);
            List<String> cells = new ArrayList<>(news(before, step));
            cells.addAll(
                    List.of(trace.threads().get(step.thread()), deed(row), StepText.place(step)));
            String line = lines.get(i);
            cells.removeIf(cell -> line.contains(cell) || lines.get(0).contains(cell));
            if (line.length() > width || !cells.isEmpty()) {
                return false;
            }
            before = step;
        }
        return true;
    }

    /**
     * The same for a window that shows source, locks and values of one step elsewhere: where they
     * have no room, they leave it to what the steps did.
     *
     * @param width how long a line may be, in characters
     * @return the header and a line for each step
     */
    List<String> besideSource(int width) {
        for (List<String> lines : List.of(lines(width), narrow(width))) {
            if (isWhole(lines, width)) {
                return lines;
            }
        }
        List<String> lines = shared(true, false).lines(Integer.MAX_VALUE);
        return lines.stream().allMatch(line -> line.length() <= width)
                ? lines
                : width < WIDE ? shared(false, false).lines(width) : lines(width);
    }

    /** One column for all threads. */
    private Grid shared(boolean hasNews, boolean hasPlace) {
        Grid grid = new Grid();
        List<String> header = new ArrayList<>(List.of("#", "thread", "step"));
        if (hasNews) {
            header.add("locks");
            header.addAll(values);
        }
        header.addAll(hasPlace ? List.of("source") : List.of());
        grid.row(header);
        List<Row> rows = rows();
        Trace.Step before = before(rows);
        for (Row row : rows) {
            Trace.Step step = last(row);
            String thread = trace.threads().get(step.thread());
            List<String> cells = new ArrayList<>(List.of(number(row), thread, deed(row)));
            cells.addAll(hasNews ? news(before, step) : List.of());
            cells.addAll(hasPlace ? List.of(StepText.place(step)) : List.of());
            grid.row(cells);
            before = step;
        }
        return grid;
    }

    private List<List<String>> stacked(int width) {
        Grid grid = new Grid();
        grid.row(List.of("#", "thread", "source", ""));
        for (Row row : rows()) {
            Trace.Step step = last(row);
            String thread = trace.threads().get(step.thread());
            grid.row(List.of(number(row), thread, StepText.place(step), ""));
        }
        List<String> starts = grid.lines(Integer.MAX_VALUE);
        int room = starts.stream().mapToInt(String::length).max().orElse(0) + 2;
        List<List<String>> blocks = new ArrayList<>();
        blocks.add(beside(starts.get(0), room, "step", width));
        List<Row> rows = rows();
        Trace.Step before = before(rows);
        for (Row row : rows) {
            Trace.Step step = last(row);
            List<String> block =
                    new ArrayList<>(beside(starts.get(blocks.size()), room, deed(row), width));
            String news = labelled(news(before, step));
            if (!news.isEmpty()) {
                block.addAll(beside("", room, news, width));
            }
            blocks.add(block);
            before = step;
        }
        return blocks;
    }

    private static List<String> beside(String start, int room, String text, int width) {
        List<String> lines = Paragraph.wrap(start + " ".repeat(room - start.length()), text, width);
        // A text without room beside nothing needs no line for that.
        return lines.get(0).isBlank() ? lines.subList(1, lines.size()) : lines;
    }

    private String labelled(List<String> news) {
        List<String> texts = new ArrayList<>();
        if (!news.get(0).isEmpty()) {
            texts.add(news.get(0).equals(StepText.FREE) ? "locks: " + StepText.FREE : news.get(0));
        }
        int i = 1;
        for (String name : values) {
            if (!news.get(i).isEmpty()) {
                texts.add(name + ": " + news.get(i));
            }
            i++;
        }
        return String.join(" · ", texts);
    }

    /** For windows in which each thread cannot have a column of its own. */
    private List<String> narrow(int width) {
        Grid grid = shared(true, true);
        grid.keep(2, GUESS);
        int places =
                rows().stream().mapToInt(r -> StepText.place(last(r)).length()).max().orElse(0);
        grid.keep(header().size() - trace.threads().size() + 1, places);
        return grid.lines(width);
    }

    private Trace.Step last(Row row) {
        return trace.steps().get(row.to - 1);
    }

    /**
     * The same with the full frame of each step, which development environments make a link of.
     *
     * @param width how long a line may be before its frame, in characters
     * @param wanted which steps are shown
     * @return at least the header
     */
    List<String> framedLines(int width, Predicate<Trace.Step> wanted) {
        Grid grid = new Grid();
        List<String> header = header();
        grid.row(header.subList(0, header.size() - 1));
        List<Trace.Step> steps = new ArrayList<>();
        Trace.Step before = null;
        int number = 1;
        for (Trace.Step step : trace.steps()) {
            if (wanted.test(step)) {
                List<String> row = row(String.valueOf(number), StepText.deed(step), before, step);
                grid.row(row.subList(0, row.size() - 1));
                steps.add(step);
                before = step;
            }
            number++;
        }
        List<String> lines = new ArrayList<>(grid.lines(width));
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 1; i < lines.size(); i++) {
            List<StackTraceElement> frames = steps.get(i - 1).frames();
            if (!frames.isEmpty()) {
                String gap = " ".repeat(longest - lines.get(i).length());
                lines.set(i, lines.get(i) + gap + "  at " + framed(frames.get(0)));
            }
        }
        return lines;
    }

    private String framed(StackTraceElement frame) {
        String text =
                Place.of(frame.toString()).map(sources::line).map(line -> "  " + line).orElse("");
        return (frame + text).stripTrailing();
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>();
        cells.add("#");
        cells.addAll(trace.threads());
        cells.add("locks");
        cells.addAll(values);
        cells.add("source");
        return cells;
    }

    private List<String> row(String number, String deed, Trace.Step before, Trace.Step step) {
        List<String> cells = new ArrayList<>();
        cells.add(number);
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            cells.add(thread == step.thread() ? deed : "");
        }
        cells.addAll(news(before, step));
        cells.add(source(step));
        return cells;
    }

    /** The locks and the scenario's values, where they changed. */
    private List<String> news(Trace.Step before, Trace.Step step) {
        List<String> cells = new ArrayList<>();
        String locks = StepText.locks(step);
        boolean isNews =
                before == null ? !step.locks().isEmpty() : !locks.equals(StepText.locks(before));
        cells.add(isNews ? locks : "");
        for (String name : values) {
            String value = step.shown().getOrDefault(name, "");
            String old = before == null ? "" : before.shown().getOrDefault(name, "");
            cells.add(value.equals(old) ? "" : value);
        }
        return cells;
    }

    private String source(Trace.Step step) {
        return Place.of(step.place())
                .map(place -> (place + "  " + sources.line(place)).strip())
                .orElse("");
    }
}
