package signalkit.course.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.cli.Paragraph;
import signalkit.explorer.ManualRun;
import signalkit.explorer.graph.StatePicture;
import signalkit.explorer.graph.StatePicture.Block;
import signalkit.explorer.graph.StatePicture.Frame;
import signalkit.explorer.graph.StatePicture.LockView;
import signalkit.explorer.graph.StatePicture.Status;
import signalkit.explorer.graph.StatePicture.ThreadView;
import signalkit.explorer.view.TraceTable;

/**
 * A game in words: its threads with the handlers on top of them, its data, and the choices.
 *
 * @param game what is told
 * @param width that no line exceeds, in characters
 */
record GameText(Game game, int width) {
    /** The thread that ran last. */
    static final String HERE = "▶ ";

    /** What the frames of a handler begin with. */
    static final String TOP = "    ┌ ";

    private static final String MIDDLE = "    ├ ";
    private static final String BOTTOM = "    └ ";
    private static final String ELSEWHERE = "  ";
    private static final String GAP = "  ";

    /** Where a move is: the method, then the file and the line, which say enough. */
    private static final Pattern METHOD = Pattern.compile(" at [\\w.$]+\\(([^)]*)\\)$");

    /** Cuts a text between two words, where it must be cut. */
    static String fit(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = text.lastIndexOf(' ', width - 2);
        String kept = text.substring(0, Math.max(0, end)).stripTrailing();
        return kept.isBlank() ? text.substring(0, Math.max(0, width - 1)) + "…" : kept + " …";
    }

    List<String> goal() {
        return Paragraph.wrap("Goal: ", game.setting().goal().replace("`", ""), width);
    }

    /** Each thread: its state, and the line that each of its contexts is on, handlers on top. */
    List<String> threads() {
        StatePicture picture = game.picture();
        int longest =
                picture.threads().stream().mapToInt(each -> each.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < picture.threads().size(); i++) {
            ThreadView thread = picture.threads().get(i);
            String mark = i == picture.at() ? HERE : ELSEWHERE;
            String name = thread.name() + " ".repeat(longest - thread.name().length());
            lines.addAll(thread(thread, mark + name + GAP));
        }
        return lines;
    }

    private List<String> thread(ThreadView thread, String head) {
        List<Block> blocks = thread.blocks();
        List<String> lines = new ArrayList<>();
        String state = state(thread);
        String place = blocks.isEmpty() ? "" : place(blocks.get(0));
        String line = head + state + (place.isEmpty() ? "" : GAP + place);
        if (blocks.size() <= 1 && line.length() <= width) {
            return List.of(line.stripTrailing());
        }
        lines.addAll(Paragraph.wrap(head, state, width));
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            String edge = i == 0 ? BOTTOM : i == blocks.size() - 1 ? TOP : MIDDLE;
            String own = blocks.size() > 1 ? thread.name() + ", below it: " : "";
            String context = i == 0 ? own : "handler of " + block.signal() + ": ";
            String indent = blocks.size() > 1 ? edge : "    ";
            lines.add(fit(indent + context + place(block), width));
        }
        return lines;
    }

    private static String state(ThreadView thread) {
        String state =
                switch (thread.status()) {
                    case NEW -> "has not begun";
                    case READY -> "can continue";
                    case WAITS ->
                            thread.waitsFor().isEmpty()
                                    ? "waits"
                                    : "waits for " + thread.waitsFor();
                    case ENDED -> "has ended";
                };
        String blocked = thread.blocked().isEmpty() ? "" : ", blocks " + list(thread.blocked());
        String pending = thread.pending().isEmpty() ? "" : ", pending: " + list(thread.pending());
        return thread.status() == Status.ENDED ? state : state + blocked + pending;
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }

    /** The innermost line of a context that has a source. */
    private String place(Block block) {
        Optional<Frame> frame =
                block.frames().stream()
                        .filter(each -> !game.setting().sources().file(each.file()).isEmpty())
                        .findFirst();
        if (frame.isEmpty()) {
            return "";
        }
        List<String> file = game.setting().sources().file(frame.get().file());
        int line = frame.get().line();
        String code = line >= 1 && line <= file.size() ? file.get(line - 1).strip() : "";
        return frame.get().file() + ":" + line + GAP + code;
    }

    /** The line of the thread that ran last, for a window with its source. */
    Optional<Frame> here() {
        StatePicture picture = game.picture();
        int at = picture.at() >= 0 ? picture.at() : lastThread();
        if (at < 0 || at >= picture.threads().size()) {
            return Optional.empty();
        }
        List<Block> blocks = picture.threads().get(at).blocks();
        return blocks.isEmpty()
                ? Optional.empty()
                : blocks.get(blocks.size() - 1).frames().stream()
                        .filter(each -> !game.setting().sources().file(each.file()).isEmpty())
                        .findFirst();
    }

    private int lastThread() {
        int steps = game.trace().steps().size();
        return steps == 0 ? -1 : game.trace().steps().get(steps - 1).thread();
    }

    /** What the fields hold, who holds which lock, and which signals there are. */
    List<String> data() {
        List<String> lines = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> value : game.values().entrySet()) {
            values.add(value.getKey() + "=" + value.getValue());
        }
        lines.addAll(items("data   ", values));
        List<String> locks =
                game.picture().locks().stream().filter(GameText::isUsed).map(this::lock).toList();
        lines.addAll(items("locks  ", locks.isEmpty() ? List.of("free") : locks));
        List<String> signals = new ArrayList<>();
        game.picture().toCome().forEach(each -> signals.add(each + " has not arrived"));
        game.picture().pending().forEach(each -> signals.add(each + " is pending for the process"));
        if (!signals.isEmpty()) {
            lines.addAll(items("signal ", signals));
        }
        return lines;
    }

    private static boolean isUsed(LockView lock) {
        return lock.owner() >= 0 || !lock.waiters().isEmpty();
    }

    private String lock(LockView lock) {
        String name = (lock.kind().equals("cond") ? "cond " : "") + lock.name();
        String owner = lock.owner() < 0 ? "" : " held by " + name(lock.owner());
        String waiters =
                lock.waiters().stream().map(this::name).collect(Collectors.joining(" and "));
        return name + owner + (waiters.isEmpty() ? "" : ", awaited by " + waiters);
    }

    private String name(int thread) {
        return thread < 0 ? "?" : game.picture().threads().get(thread).name();
    }

    /** Items behind a word, in as many lines as they need; no item is broken. */
    private List<String> items(String head, List<String> items) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(head);
        for (String item : items) {
            boolean isFirst = line.length() == head.length();
            if (!isFirst && line.length() + GAP.length() + item.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(head.length()));
                isFirst = true;
            }
            line.append(isFirst ? "" : GAP).append(fit(item, width - head.length()));
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** The choices, with their numbers. */
    List<String> moves() {
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (ManualRun.Move move : game.moves()) {
            String head = String.format("%3d  ", number++);
            String text = head + move.text();
            if (text.length() > width) {
                text = METHOD.matcher(text).replaceFirst(" at $1");
            }
            lines.add(fit(text, width));
        }
        return lines;
    }

    /** The header of the table of what has happened, and its last rows. */
    List<String> trace(int rows) {
        List<List<String>> blocks =
                new TraceTable(game.trace(), game.setting().sources()).last(rows).blocks(width);
        List<String> lines = new ArrayList<>(blocks.get(0));
        int room = rows;
        int from = blocks.size();
        while (from > 1 && blocks.get(from - 1).size() <= room) {
            from--;
            room -= blocks.get(from).size();
        }
        blocks.subList(from, blocks.size()).forEach(lines::addAll);
        return lines;
    }
}
