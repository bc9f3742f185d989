package signalkit.lessons.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.explorer.Catalogue;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Session;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.lessons.LessonException;

/**
 * The learner drives the threads of a program, and the arrival of the signal, until it breaks.
 *
 * <p>The program is the exercise that was handed out, the learner's own, or a scenario of
 * echo-unsafe.
 */
public final class StepGame {
    private static final String UNSAFE = "unsafe";
    private static final int HEAD = 1;
    private static final int ROWS = 12;

    /** Where a move is: the method, then the file and the line, which say enough. */
    private static final Pattern METHOD = Pattern.compile(" at [\\w.$]+\\(([^)]*)\\)$");

    private static final Pattern LINE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)");

    private final Sources sources;
    private final Session session;
    private final BufferedReader in;
    private final Consumer<String> out;

    private StepGame(Sources sources, Session session, BufferedReader in, Consumer<String> out) {
        this.sources = sources;
        this.session = session;
        this.in = in;
        this.out = out;
    }

    /**
     * Plays a game, from the first step to a win or to the end of the input.
     *
     * @param check of the exercise
     * @param submission what is played on
     * @param in the choices, one in a line
     * @param out takes lines to print
     * @return the id of the schedule that broke the exercise; empty when the learner gave up
     * @throws IOException when the input or the files cannot be read
     */
    public static Optional<String> play(
            String check, Submission submission, BufferedReader in, Consumer<String> out)
            throws IOException {
        SceneCheck scene =
                Checks.schedules(check)
                        .orElseThrow(
                                () ->
                                        new LessonException(
                                                "this lesson has nothing to step through; its text"
                                                        + " says what to do instead"));
        Session session =
                new Session(
                        SceneCode.of(submission.compile(), scene.task(), scene.scenes().get(0)));
        Sources sources = new Sources(List.of(submission.folder()));
        return new StepGame(sources, session, in, out).play();
    }

    /**
     * Plays a game on echo-unsafe; a win ends with the commands that replay it on both servers.
     *
     * @param home the project's folder, built with its tests
     * @param scenario of the servers' catalogue
     * @param in the choices, one in a line
     * @param out takes lines to print
     * @return the id that {@code kit replay} takes; empty when the learner gave up
     * @throws IOException when the input cannot be read
     */
    public static Optional<String> playOnServer(
            Path home, String scenario, BufferedReader in, Consumer<String> out)
            throws IOException {
        Session session;
        try {
            session = new Session(Catalogue.open(home, UNSAFE).find(scenario));
        } catch (ScenarioException e) {
            throw new LessonException(e.getMessage(), e);
        }
        Sources sources =
                new Sources(
                        List.of(home.resolve("echo-unsafe/src"), home.resolve("tools/event/src")));
        Optional<String> id =
                new StepGame(sources, session, in, out)
                        .play()
                        .map(schedule -> scenario + "@" + UNSAFE + ":" + schedule);
        id.ifPresent(
                won -> {
                    out.accept("the same schedule again:  kit replay " + won);
                    out.accept("and on the safe server:   kit replay " + won + " --on safe");
                });
        return id;
    }

    private Optional<String> play() throws IOException {
        out.accept("a number: do that · Enter: do 1 · u: take a step back · r: anew · q: give up");
        while (true) {
            show();
            if (session.trace().finding() != null) {
                return won();
            }
            if (session.moves().isEmpty()) {
                out.accept("all threads have ended, and nothing is wrong: u or r");
            }
            String word = in.readLine();
            if (word == null || word.strip().equalsIgnoreCase("q")) {
                return Optional.empty();
            }
            choose(word.strip().toLowerCase(Locale.ROOT));
        }
    }

    private void choose(String word) {
        switch (word) {
            case "u" -> session.undo();
            case "r" -> session.reset();
            default -> {
                int count = session.moves().size();
                String number = word.isEmpty() ? "1" : word;
                if (number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= count) {
                    session.play(Integer.parseInt(number) - 1);
                } else {
                    String numbers = count == 0 ? "" : "1 to " + count + ", ";
                    out.accept("«" + word + "» is none of: " + numbers + "u, r, q");
                }
            }
        }
    }

    private void show() {
        List<String> table = TraceText.table(session.trace(), sources);
        out.accept("");
        int from = Math.max(HEAD, table.size() - ROWS);
        table.stream().limit(HEAD).forEach(out);
        table.subList(Math.min(from, table.size()), table.size()).forEach(out);
        out.accept("");
        int number = 1;
        for (Session.Move move : session.moves()) {
            String sign = move.isSignal() ? "⚡" : move.isSwitch() ? "⇄" : " ";
            String line = String.format("  %d %s %s", number++, sign, move.text());
            boolean fits = line.length() <= Screen.atMost(Integer.MAX_VALUE);
            out.accept(fits ? line : METHOD.matcher(line).replaceFirst(" at $1"));
        }
    }

    private Optional<String> won() throws IOException {
        Trace trace = session.trace();
        String id = trace.schedule().id();
        List<String> table = TraceText.table(trace, sources);
        if (table.size() > HEAD + ROWS) {
            out.accept("The whole run:");
            table.forEach(out);
            out.accept("");
        }
        out.accept("It broke: " + trace.finding());
        out.accept("schedule " + id);
        victim(trace).ifPresent(this::askForLine);
        return Optional.of(id);
    }

    /** The last line of a source file on which a thread stood still while others ran. */
    private static Optional<String> victim(Trace trace) {
        List<Trace.Step> steps = trace.steps();
        for (int i = steps.size() - 2; i >= 0; i--) {
            Trace.Step step = steps.get(i);
            Trace.Step next = steps.get(i + 1);
            boolean stood = next.thread() != step.thread() || next.depth() > step.depth();
            if (stood && LINE.matcher(step.place()).find()) {
                return Optional.of(step.place());
            }
        }
        return Optional.empty();
    }

    /** The second half of a win: to say where. Three tries, then it is told. */
    private void askForLine(String place) {
        Matcher matcher = LINE.matcher(place);
        if (!matcher.find()) {
            return;
        }
        out.accept("Go up to the last place at which a handler or another thread takes over.");
        out.accept(
                "On which line of " + matcher.group(1) + " does the thread stand that it leaves?");
        try {
            for (int tries = 0; tries < 3; tries++) {
                String answer = in.readLine();
                // Whoever has pressed Enter all the way to the win has not answered yet.
                while (answer != null && answer.isBlank()) {
                    answer = in.readLine();
                }
                if (answer == null) {
                    return;
                }
                if (answer.strip().equals(matcher.group(2))) {
                    out.accept("right");
                    return;
                }
                out.accept("no; it is in the row right before the one that takes over");
            }
        } catch (IOException e) {
            throw new LessonException("cannot read the answer: " + e.getMessage(), e);
        }
        out.accept("it was line " + matcher.group(2));
    }
}
