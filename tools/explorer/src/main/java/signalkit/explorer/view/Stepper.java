package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import signalkit.explorer.Trace;

/**
 * Steps through a trace on a terminal, forward and back.
 *
 * <p>One thread uses it; another one, of the terminal, draws again when the window has a new size.
 * The terminal's modes are put back when it returns.
 */
public final class Stepper {
    private enum Move {
        NEXT,
        BACK,
        TEN_ON,
        TEN_BACK,
        FIRST,
        LAST,
        SWITCH,
        SEARCH,
        FOUND_NEXT,
        FOUND_BACK,
        BREAK,
        BREAK_NEXT,
        BREAK_BACK,
        LAST_WRITE,
        TWIN,
        HELP,
        QUIT
    }

    private static final int TEN = 10;
    private static final int ESCAPE = 27;
    private static final String HERE = "▶ ";
    private static final String GUTTER = " ┃ ";

    private final Terminal terminal;
    private final Trace trace;
    private final Sources sources;
    private final Optional<Trace> twin;
    private final Sources twinSources;
    private final StepSearch search;

    // this must be locked when using these:
    private int index;
    private final Set<Place> breaks = new HashSet<>();
    private String sought = "";
    private String remark = "";
    private boolean helping;
    private boolean besideTwin;

    /**
     * Prepares to step through a trace.
     *
     * @param terminal where; it stays open
     * @param trace what happened
     * @param sources where its source lines are
     */
    public Stepper(Terminal terminal, Trace trace, Sources sources) {
        this(terminal, trace, sources, Optional.empty(), Sources.NONE);
    }

    /**
     * Prepares to step through a trace, which can be seen beside another one.
     *
     * @param terminal where; it stays open
     * @param trace what happened
     * @param sources where its source lines are
     * @param twin the same schedule on other code
     * @param twinSources where the source lines of the twin are
     */
    public Stepper(
            Terminal terminal,
            Trace trace,
            Sources sources,
            Optional<Trace> twin,
            Sources twinSources) {
        this.terminal = terminal;
        this.trace = trace;
        this.sources = sources;
        this.twin = twin.filter(other -> !other.steps().isEmpty());
        this.twinSources = twinSources;
        this.search = new StepSearch(trace, sources);
    }

    /** Shows the first step, and others as keys ask for them, until one says quit. */
    public void run() {
        if (trace.steps().isEmpty()) {
            return;
        }
        KeyMap<Move> keys = keys();
        try (FullScreen screen = new FullScreen(terminal, this::rows)) {
            Move move;
            do {
                screen.draw();
                move = screen.read(keys, Move.QUIT);
                if (move == Move.SEARCH) {
                    ask(screen);
                }
                go(move);
            } while (move != Move.QUIT);
        }
    }

    private KeyMap<Move> keys() {
        KeyMap<Move> keys = new KeyMap<>();
        keys.bind(Move.NEXT, KeyMap.key(terminal, Capability.key_right), "\033[C", " ", "n", "\r");
        keys.bind(Move.BACK, KeyMap.key(terminal, Capability.key_left), "\033[D", "p", "\177");
        keys.bind(Move.TEN_ON, KeyMap.key(terminal, Capability.key_down), "\033[B", "j");
        keys.bind(Move.TEN_BACK, KeyMap.key(terminal, Capability.key_up), "\033[A", "k");
        keys.bind(Move.FIRST, KeyMap.key(terminal, Capability.key_home), "g", "\033[H");
        keys.bind(Move.LAST, KeyMap.key(terminal, Capability.key_end), "G", "\033[F");
        keys.bind(Move.SWITCH, "t");
        keys.bind(Move.SEARCH, "/");
        keys.bind(Move.FOUND_NEXT, "f");
        keys.bind(Move.FOUND_BACK, "F");
        keys.bind(Move.BREAK, "b");
        keys.bind(Move.BREAK_NEXT, "c");
        keys.bind(Move.BREAK_BACK, "C");
        keys.bind(Move.LAST_WRITE, "w");
        keys.bind(Move.TWIN, "s");
        keys.bind(Move.HELP, "?", "h");
        keys.bind(Move.QUIT, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        return keys;
    }

    /** Reads what to search for, in the last line. */
    private void ask(FullScreen screen) {
        StringBuilder text = new StringBuilder();
        while (true) {
            say("search: " + text + "_");
            screen.draw();
            int key = screen.readCharacter();
            if (key < 0 || key == ESCAPE || key == 3) {
                text.setLength(0);
                break;
            } else if (key == '\r' || key == '\n') {
                break;
            } else if (key == 127 || key == 8) {
                text.setLength(Math.max(0, text.length() - 1));
            } else if (key >= ' ') {
                text.appendCodePoint(key);
            }
        }
        synchronized (this) {
            sought = text.toString();
            remark = "";
        }
    }

    private synchronized void say(String text) {
        remark = text;
    }

    private synchronized void go(Move move) {
        int last = trace.steps().size() - 1;
        boolean wasHelping = helping;
        helping = false;
        remark = "";
        if (wasHelping && move != Move.QUIT) {
            return;
        }
        switch (move) {
            case NEXT -> index = Math.min(last, index + 1);
            case BACK -> index = Math.max(0, index - 1);
            case TEN_ON -> index = Math.min(last, index + TEN);
            case TEN_BACK -> index = Math.max(0, index - TEN);
            case FIRST -> index = 0;
            case LAST -> index = last;
            case SWITCH -> index = nextSwitch();
            case SEARCH, FOUND_NEXT -> seek(false);
            case FOUND_BACK -> seek(true);
            case BREAK -> toggleBreak();
            case BREAK_NEXT -> goTo(search.place(index, false, breaks), "no break further on");
            case BREAK_BACK -> goTo(search.place(index, true, breaks), "no break before this step");
            case LAST_WRITE -> lastWrite();
            case TWIN -> besideTwin();
            case HELP -> helping = true;
            case QUIT -> {}
        }
    }

    private void goTo(OptionalInt step, String otherwise) {
        step.ifPresentOrElse(found -> index = found, () -> remark = otherwise);
    }

    private void seek(boolean back) {
        if (sought.isEmpty()) {
            remark = "search for a text with /";
            return;
        }
        String where = back ? "before" : "after";
        goTo(search.text(index, back, sought), "no step " + where + " this one shows: " + sought);
    }

    private void toggleBreak() {
        Optional<Place> place = Place.of(trace.steps().get(index).place());
        if (place.isEmpty()) {
            remark = "this step has no line";
        } else if (breaks.remove(place.get())) {
            remark = "no break any more at " + place.get();
        } else {
            breaks.add(place.get());
            remark = "break at " + place.get() + "; c goes on to it, C back";
        }
    }

    private void lastWrite() {
        String field = StepSearch.field(trace.steps().get(index));
        if (field.isEmpty()) {
            remark = "this step reads and writes no field";
        } else {
            goTo(search.lastWrite(index), "nobody has written " + field + " before this step");
        }
    }

    private void besideTwin() {
        if (twin.isEmpty()) {
            remark = "there is no other server to see this schedule on";
        } else {
            besideTwin = !besideTwin;
        }
    }

    /** Where another thread goes on, or a handler begins or ends; the last step if nowhere. */
    private int nextSwitch() {
        List<Trace.Step> steps = trace.steps();
        Trace.Step here = steps.get(index);
        for (int i = index + 1; i < steps.size(); i++) {
            Trace.Step step = steps.get(i);
            if (step.thread() != here.thread() || step.depth() != here.depth()) {
                return i;
            }
        }
        return steps.size() - 1;
    }

    private synchronized List<FullScreen.Row> rows(int width, int height) {
        List<FullScreen.Row> rows = new ArrayList<>();
        for (String line : helping ? help(width) : picture(width, height)) {
            rows.add(new FullScreen.Row(line, look(rows.size(), line)));
        }
        return rows;
    }

    private static List<String> help(int width) {
        return StepView.HELP.stream().map(line -> Grid.cut(line, width)).toList();
    }

    private List<String> picture(int width, int height) {
        StepView view = new StepView(trace, sources, besideTwin ? half(width) : width);
        if (!besideTwin) {
            return view.lines(index, width, height, breaks, remark);
        }
        List<String> left = view.lines(index, half(width), height, breaks, remark);
        Trace other = twin.orElseThrow();
        int there = Math.min(index, other.steps().size() - 1);
        String end = there < index ? "it has come to its end" : "";
        List<String> right =
                new StepView(other, twinSources, half(width))
                        .lines(there, half(width), height, Set.of(), end);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String one = i < left.size() ? left.get(i) : "";
            String two = i < right.size() ? right.get(i) : "";
            lines.add(one + " ".repeat(half(width) - one.length()) + GUTTER + two);
        }
        return lines;
    }

    private static int half(int width) {
        return (width - GUTTER.length()) / 2;
    }

    private static FullScreen.Look look(int row, String line) {
        if (row == 0) {
            return FullScreen.Look.TITLE;
        }
        if (line.startsWith(HERE)) {
            return FullScreen.Look.HERE;
        }
        if (line.startsWith("warning:") || line.startsWith(StepView.BREAK)) {
            return FullScreen.Look.WARN;
        }
        return row == 1 || line.contains("│ ") ? FullScreen.Look.BAD : FullScreen.Look.PLAIN;
    }
}
