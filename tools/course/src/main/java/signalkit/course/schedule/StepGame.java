package signalkit.course.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Finding;
import signalkit.explorer.ManualRun;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;

/**
 * The learner drives the threads of a program, and the arrival of the signal, until it breaks.
 *
 * <p>The program is the exercise that was handed out, the learner's own, or a scenario of
 * echo-unsafe.
 */
public final class StepGame {
    /**
     * What a game ended with.
     *
     * @param id of the schedule that breaks the program
     * @param line on which a thread was left, when the learner has named it; empty otherwise
     */
    public record Win(String id, String line) {}

    /**
     * Who plays.
     *
     * @param in the choices, one in a line
     * @param out takes lines to show
     * @param width of those lines
     */
    public record Player(BufferedReader in, Consumer<String> out, TerminalWidth width) {}

    private static final String SCENARIOS = "stress/target/jcstress.jar";
    private static final String RELEASED_SCENARIOS = "jars/jcstress.jar";
    private static final String UNSAFE = "unsafe";
    private static final String GIVE_UP = "q";
    private static final int HEAD = 1;
    private static final int ROWS = 12;

    /** Where a move is: the method, then the file and the line, which say enough. */
    private static final Pattern METHOD = Pattern.compile(" at [\\w.$]+\\(([^)]*)\\)$");

    private final Sources sources;
    private final ManualRun run;

    /** What ends the game. */
    private final Function<Trace, Optional<Finding>> wrong;

    private final BufferedReader in;
    private final Consumer<String> out;
    private final TerminalWidth width;

    private StepGame(
            Sources sources,
            ManualRun run,
            Function<Trace, Optional<Finding>> wrong,
            Player player) {
        this.sources = sources;
        this.run = run;
        this.wrong = wrong;
        this.in = player.in();
        this.out = player.out();
        this.width = player.width();
    }

    /**
     * Whether an exercise has threads or signals that can be driven.
     *
     * @param checks of its lesson
     * @return false when there is nothing to step through
     */
    public static boolean isPlayable(LessonChecks checks) {
        return checks instanceof ScheduleChecks;
    }

    /**
     * Plays a game, from the first step to a win or to the end of the input.
     *
     * @param checks of the lesson
     * @param submission what is played on
     * @param player who chooses
     * @return how the exercise was broken; empty when the learner gave up
     * @throws IOException when the input or the files cannot be read
     */
    public static Optional<Win> play(LessonChecks checks, Submission submission, Player player)
            throws IOException {
        if (!(checks instanceof ScheduleChecks playable)) {
            throw new LessonException(
                    "this lesson has nothing to step through; its text says what to do instead");
        }
        SceneCheck scene = playable.schedules();
        ManualRun run =
                new ManualRun(
                        SceneCode.of(submission.compile(), scene.task(), scene.scenes().get(0)));
        Sources sources = new Sources(List.of(submission.folder()));
        return new StepGame(sources, run, scene::wrong, player).play();
    }

    /**
     * Plays a game on echo-unsafe; a win ends with the commands that replay it on both servers.
     *
     * @param home the project's folder, built
     * @param scenario of the servers' catalogue
     * @param player who chooses
     * @return the id that {@code replay} takes; empty when the learner gave up
     * @throws IOException when the input cannot be read
     */
    public static Optional<String> playOnServer(Path home, String scenario, Player player)
            throws IOException {
        ManualRun run;
        Sources sources;
        try {
            Catalogue catalogue = Catalogue.open(scenarios(home));
            run = new ManualRun(catalogue.find(scenario, UNSAFE));
            sources = new Sources(catalogue.sources(UNSAFE).stream().map(home::resolve).toList());
        } catch (ScenarioException e) {
            throw new LessonException(e.getMessage(), e);
        }
        Optional<String> id =
                new StepGame(sources, run, trace -> Optional.ofNullable(trace.finding()), player)
                        .play()
                        .map(win -> scenario + "@" + UNSAFE + ":" + win.id());
        id.ifPresent(
                won -> {
                    player.out().accept("the same schedule again:  tools/kit replay " + won);
                    player.out()
                            .accept(
                                    "and on the safe server:   tools/kit replay "
                                            + won
                                            + " --on safe");
                });
        return id;
    }

    private Optional<Win> play() throws IOException {
        say("a number: do that · Enter: do 1 · u: take a step back · r: restart · q: give up");
        while (true) {
            show();
            Optional<Finding> finding = wrong.apply(run.trace());
            if (finding.isPresent()) {
                return won(finding.get());
            }
            if (run.moves().isEmpty()) {
                out.accept("no thread can continue, and nothing is wrong: u or r");
            }
            String word = in.readLine();
            if (word == null || word.strip().equalsIgnoreCase(GIVE_UP)) {
                return Optional.empty();
            }
            choose(word.strip().toLowerCase(Locale.ROOT));
        }
    }

    private void choose(String word) {
        switch (word) {
            case "u" -> run.undo();
            case "r" -> run.reset();
            default -> {
                int count = run.moves().size();
                String number = word.isEmpty() ? "1" : word;
                if (number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= count) {
                    run.play(Integer.parseInt(number) - 1);
                } else {
                    String numbers = count == 0 ? "" : "1 to " + count + ", ";
                    out.accept("«" + word + "» is none of: " + numbers + "u, r, q");
                }
            }
        }
    }

    private void show() {
        List<String> table = TraceText.table(run.trace(), sources, width);
        out.accept("");
        int from = Math.max(HEAD, table.size() - ROWS);
        table.stream().limit(HEAD).forEach(out);
        table.subList(Math.min(from, table.size()), table.size()).forEach(out);
        out.accept("");
        int number = 1;
        for (ManualRun.Move move : run.moves()) {
            String sign = move.isSignal() ? "⚡" : move.isSwitch() ? "⇄" : " ";
            String line = String.format("  %d %s %s", number++, sign, move.text());
            boolean fits = line.length() <= width.atMost(Integer.MAX_VALUE);
            out.accept(fits ? line : METHOD.matcher(line).replaceFirst(" at $1"));
        }
    }

    private Optional<Win> won(Finding finding) throws IOException {
        Trace trace = run.trace();
        String id = trace.schedule().id();
        List<String> table = TraceText.table(trace, sources, width);
        if (table.size() > HEAD + ROWS) {
            out.accept("The whole run:");
            table.forEach(out);
            out.accept("");
        }
        say("It broke: " + finding);
        out.accept("schedule " + id);
        return Optional.of(new Win(id, askForLine(trace)));
    }

    /** The jar with the servers' scenarios: of a release, or of a build. */
    static Path scenarios(Path home) {
        Path released = home.resolve(RELEASED_SCENARIOS);
        return Files.exists(released) ? released : home.resolve(SCENARIOS);
    }

    /** The second half of a win: to say where. Three tries, then it is told. */
    private String askForLine(Trace trace) throws IOException {
        boolean raced = trace.finding() == null;
        Optional<String> place = raced ? TraceText.firstAccess(trace) : TraceText.leftAt(trace);
        Matcher matcher = TraceText.LINE.matcher(place.orElse(""));
        if (!matcher.find()) {
            return "";
        }
        String file = matcher.group(1);
        String line = matcher.group(2);
        if (raced) {
            say("Find the two accesses that nothing orders in the table.");
            say("On which line of " + file + " is the first one?");
        } else {
            say(
                    "Go up from the end to the last row that names a line of "
                            + file
                            + " and after which a handler begins or another thread continues."
                            + " Which line is it?");
        }
        String remedy =
                raced
                        ? "no; see the line above that begins with «It broke»"
                        : "no; where a signal arrives, its row names the line";
        for (int tries = 0; tries < 3; tries++) {
            String answer = in.readLine();
            // A player who pressed Enter all the way to the win has not answered yet.
            while (answer != null && answer.isBlank()) {
                answer = in.readLine();
            }
            if (answer == null || answer.strip().equalsIgnoreCase(GIVE_UP)) {
                return "";
            }
            if (answer.strip().equals(line)) {
                out.accept("right");
                return line;
            }
            say(remedy);
        }
        out.accept("it was line " + line);
        return "";
    }

    /** A sentence, in as many lines as the terminal needs. */
    private void say(String text) {
        width.wrap(text, Integer.MAX_VALUE, "").forEach(out);
    }
}
