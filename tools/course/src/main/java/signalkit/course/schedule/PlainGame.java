package signalkit.course.schedule;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.LineQuestion.Reply;
import signalkit.course.schedule.LineQuestion.Verdict;
import signalkit.course.schedule.StepGame.Player;
import signalkit.course.schedule.StepGame.Win;
import signalkit.explorer.Finding;
import signalkit.explorer.Trace;
import signalkit.explorer.view.TraceTable;

/** A game in lines of text, for a pipe, a file, or a terminal that cannot do more. */
final class PlainGame {
    private static final int ROWS = 12;

    /** Where lines may have any length, tables are still read by people. */
    private static final int WIDTH = 110;

    static final List<String> HELP =
            List.of(
                    "You decide what happens next, until the program breaks.",
                    "A number makes the choice that has it; Enter makes choice 1.",
                    "u takes the last choice back. r starts again.",
                    "g lets the thread continue until another choice matters.",
                    "s shows the shortest run that breaks the program.",
                    "q gives up.");

    private final Game game;
    private final Player player;
    private final TerminalWidth width;

    PlainGame(Game game, Player player) {
        this.game = game;
        this.player = player;
        this.width = player.width();
    }

    /** Plays to a win, or to the end of the input. */
    Optional<Win> play() throws IOException {
        say(game.setting().title());
        while (true) {
            show();
            Optional<Finding> finding = game.finding();
            if (finding.isPresent()) {
                return Optional.of(won(finding.get()));
            }
            String word = player.in().readLine();
            if (word == null || word.strip().equalsIgnoreCase("q")) {
                return Optional.empty();
            }
            choose(word.strip().toLowerCase(Locale.ROOT));
        }
    }

    private void choose(String word) {
        int count = game.moves().size();
        switch (word) {
            case "u" -> game.undo();
            case "r" -> game.reset();
            case "g" -> game.runOn();
            case "s" -> showShortest();
            case "?", "h", "help" -> HELP.forEach(this::say);
            default -> {
                String number = word.isEmpty() ? "1" : word;
                if (number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= count) {
                    game.choose(Integer.parseInt(number) - 1);
                } else {
                    String numbers = count == 0 ? "" : "1 to " + count + ", ";
                    say("«" + word + "» is none of: " + numbers + "u, r, g, s, ?, q");
                }
            }
        }
    }

    private GameText text() {
        return new GameText(game, width.atMost(WIDTH));
    }

    private void show() {
        GameText text = text();
        print("");
        text.goal().forEach(this::print);
        print("");
        text.trace(ROWS).forEach(this::print);
        print("");
        text.threads().forEach(this::print);
        text.data().forEach(this::print);
        if (game.finding().isPresent()) {
            return;
        }
        print("");
        List<String> moves = text.moves();
        if (moves.isEmpty()) {
            say(
                    "No thread can continue, and nothing is wrong. Take a choice back with u, or begin again with r.");
            say("u back, r restart, s show, ? help, q quit:");
        } else {
            moves.forEach(this::print);
            String numbers = moves.size() == 1 ? "1" : "1 to " + moves.size();
            say(numbers + ", Enter for 1, g go on, u back, r restart, s show, ? help, q quit:");
        }
    }

    private void showShortest() {
        Optional<Trace> shortest = game.shortest();
        if (shortest.isEmpty()) {
            say("the search has found no run that breaks this program");
            return;
        }
        table(shortest.get());
        SceneCheck.wrong(shortest.get(), game.setting().failures())
                .ifPresent(finding -> say("It breaks: " + finding));
        say("Now do it yourself.");
    }

    private void table(Trace trace) {
        new TraceTable(trace, game.setting().sources())
                .lines(width.atMost(WIDTH))
                .forEach(this::print);
    }

    private Win won(Finding finding) throws IOException {
        Trace trace = game.trace();
        if (trace.steps().size() > ROWS) {
            print("");
            print("The whole run:");
            table(trace);
        }
        String id = trace.schedule().id();
        print("");
        say("It broke: " + finding);
        print("schedule " + id);
        Optional<LineQuestion> question = game.setting().asked();
        return new Win(id, question.isEmpty() ? "" : ask(question.get()));
    }

    /** The second half of a win. */
    private String ask(LineQuestion question) throws IOException {
        print("");
        question.listing(width.atMost(Integer.MAX_VALUE)).forEach(this::print);
        print("");
        say(question.question() + " Type its number or its text; s shows the answer, q leaves.");
        while (true) {
            String answer = player.in().readLine();
            // A player who pressed Enter all the way to the win has not answered yet.
            while (answer != null && answer.isBlank()) {
                answer = player.in().readLine();
            }
            if (answer == null || answer.strip().equalsIgnoreCase("q")) {
                return "";
            }
            if (answer.strip().equalsIgnoreCase("s")) {
                say(question.answer().replace("`", ""));
                return "";
            }
            Reply reply = question.judge(answer);
            say(ScreenGame.words(reply));
            if (reply.verdict() == Verdict.RIGHT) {
                return String.valueOf(reply.line());
            }
        }
    }

    private void print(String line) {
        player.out().accept(line);
    }

    /** A sentence, in as many lines as the terminal needs. */
    private void say(String text) {
        width.wrap(text, Integer.MAX_VALUE, "").forEach(player.out());
    }
}
