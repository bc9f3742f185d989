package signalkit.course.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.Window;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.Submission;
import signalkit.course.schedule.GameReplay;

/** {@code lesson replay}: one schedule of a lesson's game again, from its id. */
@Command(
        name = "replay",
        description = {
            "Run a schedule of a lesson's game again, on the exercise as it was handed out. The id"
                    + " is the one that lesson step and the pages show after a win, behind the #"
                    + " of a link.",
            "Exit status: 0 the run ends in order, 1 it breaks, 2 bad usage."
        })
final class LessonReplayCommand implements Callable<Integer> {
    private static final String MINE = "mine";
    private static final String EXERCISE = "exercise";

    @ParentCommand private Main main;

    @Parameters(index = "0", paramLabel = "LESSON", description = "Its number.")
    private String number;

    @Parameters(index = "1", paramLabel = "ID", description = "With or without the #.")
    private String id;

    @Option(
            names = "--on",
            paramLabel = "FOLDER",
            description =
                    "Replay on mine (your files), solution, mutants/NAME or alternatives/NAME of"
                            + " the lesson. Default: exercise.")
    private String on = EXERCISE;

    @Option(names = "--table", description = "Print the table, even on a terminal.")
    private boolean table;

    @Override
    public Integer call() throws IOException {
        CourseContext context = main.context();
        Course.Place place = context.course().place(context.course().lesson(number).number() + "");
        Lesson lesson = place.lesson();
        Submission submission =
                new Submission(
                        lesson.folder(),
                        on.equals(MINE)
                                ? context.workspace().of(lesson)
                                : CheckCommand.variant(lesson, on),
                        place.step().files(),
                        context.output().width());
        GameReplay replay = GameReplay.of(lesson, submission, id);
        if (on.equals(EXERCISE)) {
            replay.requireItsOwn(lesson);
        }
        if (Window.now().isThere() && !table) {
            try (Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            .encoding(StandardCharsets.UTF_8)
                            .build()) {
                replay.show(terminal);
            }
        } else {
            context.output().raw(replay.table());
        }
        context.output().prose(replay.end());
        return Main.status(replay.isInOrder());
    }
}
