package signalkit.explorer.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.cli.Paragraph;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Trace;

/**
 * A trace as a picture: time goes down, each thread has a lane, and a handler lies on top of what
 * it interrupted. Immutable but for its sources.
 */
public final class TraceSvg {
    static final int WIDTH = 800;

    private static final Pattern HANDLER = Pattern.compile("── SIG(\\w+) handler ──");
    private static final Set<FindingKind> WAITS_IN_VAIN =
            EnumSet.of(
                    FindingKind.SELF_DEADLOCK,
                    FindingKind.DEADLOCK,
                    FindingKind.MUTEX_HELD_AT_EXIT,
                    FindingKind.LOST_WAKE_UP,
                    FindingKind.STARVATION);

    private static final int MARGIN = 24;
    private static final int NUMBERS = 30;
    private static final int ROW = 28;
    private static final int HEAD = 96;
    private static final int SHIFT = 22;
    private static final int BAR = 6;
    private static final double LETTER = 7.3;
    private static final int LINE = 20;

    /** So many letters fit into a line of the end. */
    private static final int END = 104;

    private static final int COLOURS = 5;
    private static final int MOST_LANE = 290;
    private static final int LEAST_PLACE = 120;
    private static final int MOST_PLACE = 220;

    private final Trace trace;
    private final Sources sources;
    private final SvgText svg = new SvgText();
    private final List<Integer> lanes;
    private final List<String> locks;
    private final double laneWidth;
    private final double codeX;

    private TraceSvg(Trace trace, Sources sources) {
        this.trace = trace;
        this.sources = sources;
        this.lanes = trace.steps().stream().map(Trace.Step::thread).distinct().sorted().toList();
        Set<String> names = new LinkedHashSet<>();
        trace.steps()
                .forEach(
                        step ->
                                step.locks().stream()
                                        .filter(lock -> lock.owner() != null)
                                        .forEach(lock -> names.add(lock.name())));
        this.locks = List.copyOf(names);
        double room = WIDTH - 2 * MARGIN - NUMBERS;
        int longest =
                trace.steps().stream()
                        .map(step -> Place.of(step.place()).map(Place::toString).orElse(""))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        double places = Math.min(MOST_PLACE, Math.max(LEAST_PLACE, LETTER * longest + 16));
        this.laneWidth = Math.min(MOST_LANE, (room - places) / Math.max(1, lanes.size()));
        this.codeX = MARGIN + NUMBERS + laneWidth * lanes.size() + 14;
    }

    /**
     * The picture.
     *
     * @param trace what happened
     * @param sources where its source lines are
     * @return the whole text, to be written as UTF-8
     */
    public static String of(Trace trace, Sources sources) {
        return new TraceSvg(trace, sources).draw();
    }

    private String draw() {
        List<String> end = Paragraph.wrap("", end(), END);
        double bottom = HEAD + ROW * trace.steps().size() + 16;
        double height = bottom + 20 + LINE * end.size() + MARGIN;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + SvgText.number(height),
                "width",
                WIDTH,
                "height",
                height,
                "role",
                "img");
        svg.title(trace.scenario() + ", schedule " + trace.schedule().id() + ": " + end());
        svg.open("style").close("style");
        svg.box("page", 0, 0, WIDTH, height, 12);
        head();
        lanes(bottom);
        blocks();
        bars();
        for (int i = 0; i < trace.steps().size(); i++) {
            row(i);
        }
        waits();
        end(end, bottom);
        svg.close("svg");
        return svg.toString().replace("<style>\n", "<style>\n" + style());
    }

    private String end() {
        return trace.finding() == null ? "no failure" : trace.finding().toString();
    }

    private void head() {
        svg.words("title", MARGIN, 38, trace.scenario());
        svg.words("id right", WIDTH - MARGIN, 38, "schedule " + trace.schedule().id());
        double x = codeX;
        for (String lock : locks) {
            svg.box(colour(lock), x, 67, BAR, 18, 2);
            svg.words("lock", x + 11, 80, lock);
            x += 11 + 18 + LETTER * lock.length();
        }
    }

    private void lanes(double bottom) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            double x = laneX(lane);
            svg.box("lane", x + 3, 60, laneWidth - 6, bottom - 60, 10);
            String name = trace.threads().get(lanes.get(lane));
            svg.words("thread", x + 16, 80, cut(name, laneWidth - 30));
        }
    }

    /** A block for each stretch of steps of one thread in one context, the lower ones first. */
    private void blocks() {
        int deepest = trace.steps().stream().mapToInt(Trace.Step::depth).max().orElse(0);
        for (int depth = 1; depth <= deepest; depth++) {
            for (int lane : lanes) {
                int first = -1;
                for (int i = 0; i <= trace.steps().size(); i++) {
                    boolean isIn = i < trace.steps().size() && isInHandler(i, lane, depth);
                    boolean isOver =
                            first >= 0 && !isIn && (i == trace.steps().size() || isOf(i, lane));
                    if (isOver) {
                        handler(lane, depth, first, last(first, i, lane, depth));
                        first = -1;
                    } else if (isIn && first < 0) {
                        first = i;
                    }
                }
            }
        }
    }

    private boolean isOf(int index, int thread) {
        return trace.steps().get(index).thread() == thread;
    }

    private boolean isInHandler(int index, int thread, int depth) {
        return isOf(index, thread) && trace.steps().get(index).depth() >= depth;
    }

    private int last(int first, int end, int thread, int depth) {
        int last = first;
        for (int i = first; i < end; i++) {
            last = isInHandler(i, thread, depth) ? i : last;
        }
        return last;
    }

    private void handler(int thread, int depth, int first, int last) {
        double x = laneX(lanes.indexOf(thread)) + textX(depth) - 12;
        double y = rowY(first) + 2;
        double height = ROW * (last - first + 1) - 4;
        double width = laneWidth - textX(depth) + 2;
        svg.box("shadow", x + 3, y + 3, width, height, 7);
        String title =
                "a handler on top of "
                        + trace.threads().get(thread)
                        + ", steps "
                        + (first + 1)
                        + " to "
                        + (last + 1);
        svg.box("handler", x, y, width, height, 7, title);
        Trace.Step step = trace.steps().get(first);
        Matcher matcher = HANDLER.matcher(String.join("\n", step.stack()));
        String label = matcher.find() ? matcher.group(1) + " handler" : "handler";
        if (LETTER * (step.text().length() + label.length() + 5) < width) {
            svg.words("label right", x + width - 9, middle(first) + 4, label);
        }
    }

    /** A bar beside a thread while it holds a lock. */
    private void bars() {
        for (String lock : locks) {
            int first = -1;
            for (int i = 0; i <= trace.steps().size(); i++) {
                String owner = i < trace.steps().size() ? owner(i, lock) : null;
                String before = first < 0 ? null : owner(first, lock);
                if (before != null && !before.equals(owner)) {
                    bar(lock, before, first, i);
                    first = -1;
                }
                if (owner != null && first < 0) {
                    first = i;
                }
            }
        }
    }

    private String owner(int index, String lock) {
        return trace.steps().get(index).locks().stream()
                .filter(each -> each.name().equals(lock))
                .map(Trace.Lock::owner)
                .findFirst()
                .orElse(null);
    }

    private void bar(String lock, String owner, int first, int end) {
        int lane = laneOf(owner);
        if (lane < 0) {
            return;
        }
        boolean isOpen = end == trace.steps().size();
        double from = middle(first) - 9;
        double to = isOpen ? rowY(end) + 6 : middle(end) - 3;
        svg.box(colour(lock), barX(lane, lock), from, BAR, to - from, 3, owner + " holds " + lock);
    }

    private void row(int index) {
        Trace.Step step = trace.steps().get(index);
        int lane = lanes.indexOf(step.thread());
        double x = laneX(lane) + textX(step.depth());
        double y = middle(index) + 4;
        boolean isSignal = step.text().contains(" arrives");
        boolean isWait = step.text().startsWith("waits for ");
        boolean isStuck = isWait && somebodyIsStuck() && index == lastRow(step.thread());
        svg.words("number right", MARGIN + NUMBERS - 10, y, String.valueOf(index + 1));
        if (isSignal) {
            double left = x - 2;
            svg.path(
                    "bolt",
                    String.format(
                            "M%s %s l-5 8 h4 l-3 7 8 -9 h-4.5 l3 -6 z",
                            SvgText.number(left + 5), SvgText.number(y - 12)));
            x += 12;
        }
        String style = isSignal ? "signal" : isStuck ? "stuck" : isWait ? "wait" : "step";
        // A row has words in one lane only, so long ones may go on over the lanes beside it.
        double room = laneX(lane) + laneWidth - 12 - x;
        boolean isLong = step.depth() == 0 && LETTER * step.text().length() > room;
        svg.words(
                isLong ? style + " over" : style,
                x,
                y,
                cut(step.text(), isLong ? codeX - 12 - x : room));
        code(step, y);
    }

    /** Whether the run failed because a thread waits in vain; in others, a wait is no fault. */
    private boolean somebodyIsStuck() {
        return trace.finding() != null && WAITS_IN_VAIN.contains(trace.finding().kind());
    }

    private void code(Trace.Step step, double y) {
        Optional<Place> place = Place.of(step.place());
        if (place.isEmpty()) {
            return;
        }
        String where = place.get().toString();
        double room = WIDTH - MARGIN - codeX;
        svg.words("place", codeX, y, cut(where, room));
        double codeAt = codeX + LETTER * where.length() + 12;
        String line = sources.line(place.get());
        if (!line.isEmpty() && WIDTH - MARGIN - codeAt > 60) {
            svg.words("code", codeAt, y, cut(line, WIDTH - MARGIN - codeAt));
        }
    }

    /** An arrow from each thread that waits at the end for a lock to whoever holds it. */
    private void waits() {
        if (trace.steps().isEmpty()) {
            return;
        }
        int last = trace.steps().size() - 1;
        for (Trace.Lock lock : trace.steps().get(last).locks()) {
            int owner = laneOf(lock.owner());
            for (String waiter : lock.waiters()) {
                int lane = laneOf(waiter);
                if (owner >= 0 && lane >= 0) {
                    arrow(lane, owner, lock.name(), lastRow(lanes.get(lane)));
                }
            }
        }
    }

    /** The lane of a thread; -1 for one that does no step, and for null. */
    private int laneOf(String thread) {
        return thread == null ? -1 : lanes.indexOf(trace.threads().indexOf(thread));
    }

    private int lastRow(int thread) {
        int row = 0;
        for (int i = 0; i < trace.steps().size(); i++) {
            row = isOf(i, thread) ? i : row;
        }
        return row;
    }

    private void arrow(int lane, int owner, String lock, int row) {
        double y = middle(row);
        double bar = barX(owner, lock) + BAR;
        double x = laneX(lane) + textX(trace.steps().get(row).depth()) - 6;
        if (lane == owner) {
            // Back to what it holds below its own handler.
            svg.arrow("arrow", x, y, x - 14, y, bar + 9, y - 6, bar + 3, y - 12);
        } else if (lane > owner) {
            svg.arrow("arrow", x, y, x - 30, y, bar + 30, y, bar + 3, y);
        } else {
            double right = laneX(lane) + laneWidth - 16;
            double to = barX(owner, lock) - 3;
            svg.arrow("arrow", right, y, right + 16, y, to - 16, y, to, y);
        }
    }

    private void end(List<String> lines, double bottom) {
        boolean isWrong = trace.finding() != null;
        double height = 18 + LINE * lines.size();
        String box = isWrong ? "failed" : "passed";
        svg.box(box, MARGIN, bottom + 12, WIDTH - 2 * MARGIN, height, 8);
        double y = bottom + 12 + 24;
        svg.words(isWrong ? "bad" : "good", MARGIN + 16, y, isWrong ? "✗" : "✓");
        for (String line : lines) {
            svg.words("end", MARGIN + 38, y, line);
            y += LINE;
        }
    }

    private double laneX(int lane) {
        return MARGIN + NUMBERS + lane * laneWidth;
    }

    private static double rowY(int row) {
        return HEAD + row * ROW;
    }

    private static double middle(int row) {
        return rowY(row) + ROW / 2.0;
    }

    /** Where texts begin in a lane: to the right of the bars of all locks. */
    private double textX(int depth) {
        return 16 + (BAR + 4) * locks.size() + SHIFT * depth;
    }

    private double barX(int lane, String lock) {
        return laneX(lane) + 12 + (BAR + 4) * locks.indexOf(lock);
    }

    private String colour(String lock) {
        return "lock" + locks.indexOf(lock) % COLOURS;
    }

    private static String cut(String text, double room) {
        return Grid.cut(text, Math.max(1, (int) (room / LETTER)));
    }

    private static String style() {
        try (InputStream in = TraceSvg.class.getResourceAsStream("trace-svg.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
