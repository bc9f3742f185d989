package signalkit.course.schedule;

import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import signalkit.cli.Paragraph;
import signalkit.course.schedule.LineQuestion.Reply;
import signalkit.course.schedule.LineQuestion.Verdict;
import signalkit.course.schedule.StepGame.Win;
import signalkit.explorer.Trace;
import signalkit.explorer.view.FullScreen;
import signalkit.explorer.view.FullScreen.Look;
import signalkit.explorer.view.FullScreen.Row;
import signalkit.explorer.view.Stepper;

/**
 * A game that fills the window of a terminal.
 *
 * <p>One thread plays; a thread of the terminal may ask for the rows meanwhile.
 */
final class ScreenGame {
    private final Terminal terminal;
    private final Game game;
    private final GameRows rows;

    // this must be locked when using these:
    private int chosen;
    private boolean helping;
    private String remark = "";
    private String typed = "";
    private int line = 1;
    private Reply reply;
    private boolean told;

    ScreenGame(Terminal terminal, Game game) {
        this.terminal = terminal;
        this.game = game;
        this.rows = new GameRows(game);
        game.setting().asked().ifPresent(question -> line = firstCode(question));
    }

    private static int firstCode(LineQuestion question) {
        return question.description().lines().get(0).from();
    }

    /** Plays until a key quits; empty when the program was not broken. */
    Optional<Win> play() {
        KeyMap<String> keys = GameKeys.of(terminal);
        String key = "";
        while (!isLeft(key)) {
            Trace toView = key.equals(GameKeys.VIEW) ? game.trace() : null;
            if (key.equals(GameKeys.SHOW)) {
                toView = shortest();
            }
            if (toView != null) {
                new Stepper(terminal, toView, game.setting().sources()).run();
            }
            key = playOn(keys);
        }
        boolean isRight = reply != null && reply.verdict() == Verdict.RIGHT;
        return game.finding()
                .map(
                        finding ->
                                new Win(
                                        game.trace().schedule().id(),
                                        isRight ? String.valueOf(reply.line()) : ""));
    }

    private boolean isLeft(String key) {
        return key.equals(GameKeys.QUIT) || key.equals(GameKeys.ENTER);
    }

    private Trace shortest() {
        Trace shortest = game.shortest().orElse(null);
        say(
                shortest == null
                        ? "The search has found no run that breaks this program."
                        : "That was the shortest run. Now break it yourself.");
        return shortest;
    }

    /** Takes keys up to one that leaves this picture. */
    private String playOn(KeyMap<String> keys) {
        try (FullScreen screen = new FullScreen(terminal, this::picture)) {
            while (true) {
                screen.draw();
                String key = screen.read(keys, GameKeys.QUIT);
                if (act(key)) {
                    return key;
                }
            }
        }
    }

    private synchronized void say(String text) {
        remark = text;
    }

    private synchronized List<Row> picture(int width, int height) {
        if (helping) {
            return GameKeys.ALL.stream()
                    .flatMap(line -> Paragraph.wrap("", line, width).stream())
                    .map(line -> new Row(line, Look.PLAIN))
                    .toList();
        }
        if (game.finding().isEmpty()) {
            return rows.playing(width, height, chosen, remark);
        }
        return isAsking()
                ? rows.asking(width, height, new GameRows.Asked(line, typed, reply, remark))
                : rows.done(width, height, reply);
    }

    private boolean isAsking() {
        boolean isAnswered = reply != null && reply.verdict() == Verdict.RIGHT;
        return game.finding().isPresent()
                && game.setting().asked().isPresent()
                && !isAnswered
                && !told;
    }

    /** Whether the key leaves this picture. */
    private synchronized boolean act(String key) {
        remark = "";
        if (helping) {
            helping = false;
            return false;
        }
        switch (key) {
            case GameKeys.HELP -> helping = true;
            case GameKeys.QUIT -> {
                return true;
            }
            case GameKeys.VIEW -> {
                if (!game.trace().steps().isEmpty()) {
                    return true;
                }
                remark = "Nothing has happened yet.";
            }
            default -> {
                return isAsking() ? answer(key) : choose(key);
            }
        }
        return false;
    }

    private boolean choose(String key) {
        int count = game.moves().size();
        switch (key) {
            case GameKeys.UP -> chosen = Math.max(0, chosen - 1);
            case GameKeys.DOWN -> chosen = Math.max(0, Math.min(count - 1, chosen + 1));
            case GameKeys.ENTER -> {
                if (game.finding().isPresent()) {
                    return true;
                }
                play(chosen);
            }
            case GameKeys.BACK -> takeBack();
            case GameKeys.RESTART -> {
                game.reset();
                forget();
            }
            case GameKeys.RUN_ON -> {
                game.runOn();
                chosen = 0;
            }
            case GameKeys.SHOW -> {
                remark = "Looking for the shortest run that breaks it …";
                return true;
            }
            default -> {
                if (key.matches("[1-9]")) {
                    play(Integer.parseInt(key) - 1);
                } else {
                    remark = "That key does nothing here. ? lists the keys.";
                }
            }
        }
        return false;
    }

    private void takeBack() {
        game.undo();
        forget();
    }

    private void forget() {
        chosen = 0;
        reply = null;
        told = false;
        typed = "";
    }

    private void play(int move) {
        if (move < game.moves().size()) {
            game.choose(move);
            chosen = 0;
        } else if (game.moves().isEmpty()) {
            remark = "";
        } else {
            remark = "There is no choice " + (move + 1) + ".";
        }
    }

    private boolean answer(String key) {
        LineQuestion question = game.setting().asked().orElseThrow();
        int last = question.source().size();
        switch (key) {
            case GameKeys.UP -> mark(Math.max(1, line - 1));
            case GameKeys.DOWN -> mark(Math.min(last, line + 1));
            case GameKeys.PAGE_UP -> mark(Math.max(1, line - 10));
            case GameKeys.PAGE_DOWN -> mark(Math.min(last, line + 10));
            case GameKeys.BACK -> {
                if (typed.isEmpty()) {
                    takeBack();
                } else {
                    typed = typed.substring(0, typed.length() - 1);
                }
            }
            case GameKeys.RESTART -> {
                game.reset();
                forget();
            }
            case GameKeys.SHOW -> {
                told = true;
                reply = new Reply(Verdict.UNCLEAR, 0, question.answer());
            }
            case GameKeys.ENTER -> {
                reply = question.judge(typed.isEmpty() ? String.valueOf(line) : typed);
                if (reply.line() > 0) {
                    line = reply.line();
                }
                typed = "";
            }
            default -> {
                if (key.matches("[0-9-]") && typed.length() < 9) {
                    typed += key;
                } else {
                    remark = "That key does nothing here. ? lists the keys.";
                }
            }
        }
        return false;
    }

    private void mark(int number) {
        line = number;
        typed = "";
    }

    /** A reply in words. */
    static String words(Reply reply) {
        String text = reply.text().replace("`", "");
        return switch (reply.verdict()) {
            case RIGHT -> "Yes, line " + reply.line() + ". " + text;
            case WRONG -> "No, not line " + reply.line() + ". " + text;
            case UNCLEAR -> text;
        };
    }
}
