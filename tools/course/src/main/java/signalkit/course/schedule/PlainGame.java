package signalkit.course.schedule;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.LineQuestion.Reply;
import signalkit.course.schedule.LineQuestion.Verdict;
import signalkit.course.schedule.StepGame.Player;
import signalkit.course.schedule.StepGame.Win;
import signalkit.explorer.Finding;
import signalkit.explorer.Trace;

/** A game in lines of text, for a pipe, a file, or a terminal that cannot do more. */
final class PlainGame {
    private static final int ROWS = 12;

    /** Where lines may have any length, tables are still read by people. */
    private static final int WIDTH = 110;

    private static final Set<String> GIVE_UP = Set.of("q", "quit", "exit");

    private static final List<String> HELP =
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
        show();
        while (game.finding().isEmpty()) {
            prompt();
            String word = player.in().readLine();
            if (word == null || GIVE_UP.contains(word.strip().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            if (choose(word.strip().toLowerCase(Locale.ROOT))) {
                show();
            }
        }
        return Optional.of(won(game.finding().orElseThrow()));
    }

    /** Whether there is something else to see now. */
    private boolean choose(String word) {
        int count = game.moves().size();
        switch (word) {
            case "u", "undo", "back" -> game.undo();
            case "r", "restart", "reset" -> game.reset();
            case "g" -> game.runOn();
            case "s", "show" -> {
                showShortest();
                return false;
            }
            case "?", "h", "help" -> {
                HELP.forEach(this::say);
                return false;
            }
            default -> {
                String number = word.isEmpty() ? "1" : word;
                if (!number.matches("[1-9][0-9]?") || Integer.parseInt(number) > count) {
                    String numbers = count == 0 ? "" : "1 to " + count + ", ";
                    say("«" + word + "» is none of: " + numbers + "u, r, g, s, ?, q");
                    return false;
                }
                game.choose(Integer.parseInt(number) - 1);
            }
        }
        return true;
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
        print("");
        text.moves().forEach(this::print);
    }

    /** Says what may be typed. */
    private void prompt() {
        int count = game.moves().size();
        if (count == 0) {
            say(
                    "No thread can continue, and nothing is wrong. Take a choice back with u, or"
                            + " begin again with r.");
        }
        String numbers =
                count == 0 ? "" : (count == 1 ? "1" : "1 to " + count) + ", Enter for 1, g go on, ";
        say(numbers + "u back, r restart, s show, ? help, q quit:");
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
        TraceText.table(trace, game.setting().sources(), width).forEach(this::print);
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
            if (answer == null || GIVE_UP.contains(answer.strip().toLowerCase(Locale.ROOT))) {
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
