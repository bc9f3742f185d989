package signalkit.course.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What the keys of a game mean. */
final class GameKeys {
    static final String UP = "up";
    static final String DOWN = "down";
    static final String PAGE_UP = "page up";
    static final String PAGE_DOWN = "page down";
    static final String ENTER = "enter";
    static final String BACK = "u";
    static final String RESTART = "r";
    static final String RUN_ON = "g";
    static final String SHOW = "s";
    static final String VIEW = "v";
    static final String HELP = "?";
    static final String QUIT = "q";
    static final String OTHER = "other";

    private static final List<String> PLAYING =
            List.of(
                    "↑↓ Enter choose",
                    "? help",
                    "q quit",
                    "u back",
                    "g go on",
                    "r restart",
                    "s show",
                    "v rows");

    private static final List<String> ASKING =
            List.of("↑↓ Enter answer", "? help", "q leave", "s show", "v rows");

    private static final List<String> DONE = List.of("Enter leave", "v rows", "u back", "? help");

    /** All keys, for somebody who asks. */
    static final List<String> ALL =
            List.of(
                    "You decide what happens next, until the program breaks.",
                    "",
                    "1 to 9      make that choice",
                    "↑ ↓ Enter   mark a choice, and make it",
                    "u           take the last choice back",
                    "g           go on with this thread until another choice matters",
                    "r           start again",
                    "v           look through the rows so far, forward and back",
                    "s           show the shortest run that breaks the program",
                    "q           quit",
                    "",
                    "After a win, mark the line that you would change, or type its number or a",
                    "range such as 17-20. Enter answers.",
                    "",
                    "any key returns");

    private GameKeys() {}

    /** The keys of a terminal. */
    static KeyMap<String> of(Terminal terminal) {
        KeyMap<String> keys = new KeyMap<>();
        keys.bind(UP, KeyMap.key(terminal, Capability.key_up), "\033[A", "k");
        keys.bind(DOWN, KeyMap.key(terminal, Capability.key_down), "\033[B", "j");
        keys.bind(PAGE_UP, "\033[5~");
        keys.bind(PAGE_DOWN, "\033[6~", " ");
        keys.bind(ENTER, "\r", "\n");
        keys.bind(BACK, "u", "U", "\177", KeyMap.ctrl('H'));
        keys.bind(RESTART, "r", "R");
        keys.bind(RUN_ON, "g", "G");
        keys.bind(SHOW, "s", "S");
        keys.bind(VIEW, "v", "V");
        keys.bind(HELP, "?", "h", "H");
        keys.bind(QUIT, "q", "Q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        for (char digit = '0'; digit <= '9'; digit++) {
            keys.bind(String.valueOf(digit), String.valueOf(digit));
        }
        keys.bind("-", "-");
        keys.setNomatch(OTHER);
        keys.setUnicode(OTHER);
        return keys;
    }

    static String playing(int choices, int width) {
        List<String> items = new ArrayList<>(PLAYING);
        if (choices > 0) {
            items.add(0, choices == 1 ? "1" : "1-" + Math.min(9, choices));
        }
        return fitting(items, width);
    }

    static String asking(int width) {
        return fitting(ASKING, width);
    }

    static String done(int width) {
        return fitting(DONE, width);
    }

    /** As many as fit. */
    private static String fitting(List<String> items, int width) {
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (line.length() + 3 + item.length() <= width) {
                line.append(line.isEmpty() ? "" : " · ").append(item);
            }
        }
        return line.toString();
    }
}
