package signalkit.course.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signalkit.cli.Paragraph;
import signalkit.course.schedule.LineQuestion.Reply;
import signalkit.course.schedule.LineQuestion.Verdict;
import signalkit.explorer.graph.StatePicture.Frame;
import signalkit.explorer.view.FullScreen.Look;
import signalkit.explorer.view.FullScreen.Row;

/**
 * What a window shows of a game. The goal, the choices and the keys are always there; what has
 * happened, and the source, take the room that is left.
 *
 * @param game that is shown
 */
record GameRows(Game game) {
    /**
     * A question that is open.
     *
     * @param line that is marked
     * @param typed what has been typed instead
     * @param reply to the last answer; null when there was none
     * @param remark on the last key; empty when there is nothing to say
     */
    record Asked(int line, String typed, Reply reply, String remark) {}

    private static final String HERE = "▶ ";
    private static final String ELSEWHERE = "  ";

    /** Where the table can have so many rows, the source gets some room, too. */
    private static final int ENOUGH_ROWS = 10;

    private static final int LEAST_SOURCE = 5;
    private static final int MOST_SOURCE = 25;

    List<Row> playing(int width, int height, int chosen, String remark) {
        GameText text = new GameText(game, width);
        List<Row> top = head(text, width);
        List<Row> state = state(text);
        List<Row> bottom = new ArrayList<>();
        List<String> moves = text.moves();
        String idle =
                moves.isEmpty()
                        ? "No thread can continue, and nothing is wrong. Take a choice back with u,"
                                + " or begin again with r."
                        : "";
        String said = remark.isEmpty() ? idle : remark;
        bottom.addAll(said.isEmpty() ? List.of(plain("")) : wrapped(said, width, Look.WARN));
        for (int i = 0; i < moves.size(); i++) {
            String mark = i == chosen ? HERE : ELSEWHERE;
            Look look = i == chosen ? Look.HERE : Look.PLAIN;
            bottom.add(new Row(GameText.fit(mark + moves.get(i).substring(2), width), look));
        }
        bottom.add(plain(GameKeys.playing(moves.size(), width)));
        return filled(text, new Parts(top, state, bottom), height);
    }

    /** What is above, what may give way, and what is below. */
    private record Parts(List<Row> top, List<Row> state, List<Row> bottom) {
        int size() {
            return top.size() + state.size() + bottom.size();
        }
    }

    private List<Row> filled(GameText text, Parts parts, int height) {
        List<Row> rows = new ArrayList<>(parts.top);
        int room = height - parts.size() - 2;
        if (room < 0) {
            int kept = Math.max(0, parts.state.size() + room + 2);
            rows.addAll(parts.state.subList(0, Math.min(kept, parts.state.size())));
            rows.addAll(parts.bottom);
            return rows;
        }
        int wanted = Math.max(ENOUGH_ROWS, Math.min(game.trace().steps().size() + 1, room / 2));
        List<Row> source = source(text, Math.min(MOST_SOURCE, room - wanted - 1));
        int table = room - source.size() - 1;
        rows.add(plain(""));
        if (table > 0) {
            rows.addAll(table(text, table));
        }
        rows.addAll(source);
        rows.add(plain(""));
        rows.addAll(parts.state);
        while (rows.size() + parts.bottom.size() < height) {
            rows.add(plain(""));
        }
        rows.addAll(parts.bottom);
        return rows;
    }

    private List<Row> head(GameText text, int width) {
        String count = game.length() == 1 ? "1 choice made" : game.length() + " choices made";
        String title = GameText.fit(game.setting().title(), width - count.length() - 2);
        int gap = Math.max(2, width - title.length() - count.length());
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(title + " ".repeat(gap) + count, Look.TITLE));
        text.goal().forEach(line -> rows.add(plain(line)));
        return rows;
    }

    private static List<Row> state(GameText text) {
        List<Row> rows = new ArrayList<>();
        for (String line : text.threads()) {
            boolean isHere = line.startsWith(GameText.HERE);
            boolean isHandler = line.contains("handler of ");
            rows.add(new Row(line, isHandler ? Look.BAD : isHere ? Look.TITLE : Look.PLAIN));
        }
        text.data().forEach(line -> rows.add(plain(line)));
        return rows;
    }

    private static List<Row> table(GameText text, int count) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = text.trace(count - 1);
        for (int i = 0; i < lines.size(); i++) {
            boolean isLast = i > 0 && i == lines.size() - 1;
            boolean isHandler = lines.get(i).contains("│ ");
            Look look = i == 0 || isLast ? Look.TITLE : isHandler ? Look.BAD : Look.PLAIN;
            rows.add(new Row(lines.get(i), look));
        }
        return rows;
    }

    /** Lines of the source around the thread that ran last. */
    private List<Row> source(GameText text, int count) {
        Optional<Frame> here = text.here();
        if (here.isEmpty() || count < LEAST_SOURCE) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(plain(""));
        rows.addAll(
                listing(
                        game.setting().sources().file(here.get().file()),
                        here.get().line(),
                        text.width(),
                        count - 1));
        return rows;
    }

    /** A window of a file in which one line is marked. */
    private static List<Row> listing(List<String> file, int marked, int width, int count) {
        List<Row> rows = new ArrayList<>();
        int first = Math.max(1, Math.min(marked - count / 2, file.size() - count + 1));
        for (int i = first; i < Math.min(first + count, file.size() + 1); i++) {
            String mark = i == marked ? HERE : ELSEWHERE;
            String line = String.format("%s%4d  %s", mark, i, file.get(i - 1)).stripTrailing();
            rows.add(new Row(GameText.fit(line, width), i == marked ? Look.HERE : Look.PLAIN));
        }
        return rows;
    }

    List<Row> asking(int width, int height, Asked asked) {
        LineQuestion question = game.setting().asked().orElseThrow();
        List<Row> top = broken(width);
        top.addAll(
                wrapped(
                        question.question() + " Mark it, or type its number: " + asked.typed + "_",
                        width,
                        Look.TITLE));
        List<Row> bottom = new ArrayList<>();
        if (!asked.remark.isEmpty()) {
            bottom.addAll(wrapped(asked.remark, width, Look.WARN));
        } else if (asked.reply != null) {
            bottom.addAll(wrapped(ScreenGame.words(asked.reply), width, Look.WARN));
        }
        bottom.add(plain(GameKeys.asking(width)));
        int room = Math.max(1, height - top.size() - bottom.size() - 2);
        List<Row> rows = new ArrayList<>(top);
        rows.add(plain(""));
        List<Row> state = state(new GameText(game, width));
        if (room > question.source().size() + state.size()) {
            rows.addAll(state);
            rows.add(plain(""));
            room -= state.size() + 1;
        }
        rows.addAll(listing(question.source(), asked.line, width, room));
        while (rows.size() + bottom.size() < height) {
            rows.add(plain(""));
        }
        rows.addAll(bottom);
        return rows;
    }

    List<Row> done(int width, int height, Reply reply) {
        GameText text = new GameText(game, width);
        List<Row> bottom = new ArrayList<>();
        if (reply != null) {
            Look look = reply.verdict() == Verdict.RIGHT ? Look.GOOD : Look.WARN;
            bottom.addAll(wrapped(ScreenGame.words(reply), width, look));
        }
        bottom.add(plain(GameKeys.done(width)));
        return filled(text, new Parts(broken(width), state(text), bottom), height);
    }

    /** How the game was won. */
    private List<Row> broken(int width) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(GameText.fit(game.setting().title(), width), Look.TITLE));
        game.finding()
                .ifPresent(each -> rows.addAll(wrapped("It broke: " + each, width, Look.BAD)));
        rows.add(plain("schedule " + game.trace().schedule().id()));
        return rows;
    }

    private static List<Row> wrapped(String text, int width, Look look) {
        return Paragraph.wrap("", text, width).stream().map(line -> new Row(line, look)).toList();
    }

    private static Row plain(String text) {
        return new Row(text, Look.PLAIN);
    }
}
