package signalkit.course.schedule;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import signalkit.cli.TypedCommand;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Stepper;
import signalkit.explorer.view.TraceSvg;

/**
 * One schedule of a lesson's game, run again.
 *
 * @param submission the program
 * @param asked the schedule
 * @param trace what happened
 * @param finding what broke it; empty when it ended in order
 */
public record GameReplay(
        Submission submission, Schedule asked, Trace trace, Optional<Finding> finding) {
    /**
     * Runs a schedule.
     *
     * @param lesson whose game it is of
     * @param submission the program
     * @param id of the schedule, as a game or a link shows it
     * @return what happened
     * @throws IOException when a file cannot be read
     */
    public static GameReplay of(Lesson lesson, Submission submission, String id)
            throws IOException {
        if (!(lesson.checks() instanceof ScheduleChecks playable)) {
            throw new LessonException(
                    "lesson " + lesson.number() + " has no game, so it has no schedules to replay");
        }
        SceneCheck scene = playable.schedules();
        Schedule schedule = schedule(lesson, id);
        ScenarioCode code = SceneCode.of(submission.compile(), scene.task(), scene.scenes().get(0));
        Trace trace = Explorer.replay(code, schedule);
        return new GameReplay(submission, schedule, trace, scene.wrong(trace));
    }

    private static Schedule schedule(Lesson lesson, String id) {
        String text = id.substring(id.lastIndexOf('#') + 1);
        if (text.contains(":")) {
            throw new LessonException(
                    "«"
                            + text
                            + "» is an id of a server; type: "
                            + TypedCommand.of("replay " + text));
        }
        try {
            return Schedule.of(text);
        } catch (IllegalArgumentException e) {
            throw new LessonException("«" + text + "» is no id; " + copy(lesson), e);
        }
    }

    private static String copy(Lesson lesson) {
        return "copy the one that lesson step "
                + lesson.number()
                + " or its page shows after a win";
    }

    /**
     * Refuses an id of another program, whose choices this one does not come to.
     *
     * @param lesson whose game it should be of
     */
    public void requireItsOwn(Lesson lesson) {
        int made = trace.schedule().length();
        if (made < asked.length()) {
            throw new LessonException(
                    "«"
                            + asked.id()
                            + "» is no id of this exercise, which comes to "
                            + made
                            + " of its "
                            + asked.length()
                            + " choices; "
                            + copy(lesson));
        }
    }

    /**
     * Whether nothing went wrong.
     *
     * @return false when the program broke
     */
    public boolean isInOrder() {
        return finding.isEmpty();
    }

    /**
     * What happened, row by row.
     *
     * @return lines that fit the submission's width
     */
    public List<String> table() {
        return TraceText.table(trace, StepGame.sources(submission), submission.width());
    }

    /**
     * What happened, as a picture.
     *
     * @return the text of an SVG file
     */
    public String picture() {
        return TraceSvg.of(trace, StepGame.sources(submission));
    }

    /**
     * Steps through it, forward and back.
     *
     * @param terminal which stays open
     */
    public void show(Terminal terminal) {
        new Stepper(terminal, trace, StepGame.sources(submission)).run();
    }

    /**
     * How it ended.
     *
     * @return a sentence or two
     */
    public String end() {
        int made = trace.schedule().length();
        String choices =
                made < asked.length()
                        ? "This program comes to "
                                + made
                                + " of the "
                                + asked.length()
                                + " choices of the schedule. "
                        : "";
        return choices + finding.map(each -> "It breaks: " + each).orElse("The run ends in order.");
    }
}
