package signalkit.explorer.view;

import java.io.PrintWriter;
import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
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
        QUIT
    }

    private static final int TEN = 10;
    private static final int LEAST_WIDTH = 40;
    private static final int LEAST_HEIGHT = 16;

    private final Terminal terminal;
    private final Trace trace;
    private final Sources sources;

    /** Which step is shown; this must be locked when using it. */
    private int index;

    /**
     * Prepares to step through a trace.
     *
     * @param terminal where; it stays open
     * @param trace what happened
     * @param sources where its source lines are
     */
    public Stepper(Terminal terminal, Trace trace, Sources sources) {
        this.terminal = terminal;
        this.trace = trace;
        this.sources = sources;
    }

    /** Shows the first step, and others as keys ask for them, until one says quit. */
    public void run() {
        if (trace.steps().isEmpty()) {
            return;
        }
        KeyMap<Move> keys = keys();
        BindingReader reader = new BindingReader(terminal.reader());
        Attributes before = terminal.enterRawMode();
        Terminal.SignalHandler resized = terminal.handle(Terminal.Signal.WINCH, ignored -> draw());
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        try {
            Move move;
            do {
                draw();
                move = read(reader, keys);
                go(move);
            } while (move != Move.QUIT);
        } finally {
            terminal.handle(Terminal.Signal.WINCH, resized);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    /** A terminal that is closed says quit. */
    private static Move read(BindingReader reader, KeyMap<Move> keys) {
        try {
            Move move = reader.readBinding(keys);
            return move == null ? Move.QUIT : move;
        } catch (EndOfFileException e) {
            return Move.QUIT;
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
        keys.bind(Move.QUIT, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        return keys;
    }

    private synchronized void go(Move move) {
        int last = trace.steps().size() - 1;
        index =
                switch (move) {
                    case NEXT -> Math.min(last, index + 1);
                    case BACK -> Math.max(0, index - 1);
                    case TEN_ON -> Math.min(last, index + TEN);
                    case TEN_BACK -> Math.max(0, index - TEN);
                    case FIRST -> 0;
                    case LAST -> last;
                    case SWITCH -> nextSwitch();
                    case QUIT -> index;
                };
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

    private synchronized void draw() {
        int width = Math.max(LEAST_WIDTH, terminal.getSize().getColumns());
        int height = Math.max(LEAST_HEIGHT, terminal.getSize().getRows());
        PrintWriter out = terminal.writer();
        terminal.puts(Capability.clear_screen);
        List<String> lines = new StepView(trace, sources, width).lines(index, width, height);
        out.print(String.join("\r\n", lines));
        terminal.flush();
    }
}
