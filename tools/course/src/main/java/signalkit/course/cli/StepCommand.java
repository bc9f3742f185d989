package signalkit.course.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import signalkit.cli.TypedCommand;
import signalkit.cli.Window;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.Submission;
import signalkit.course.schedule.StepGame;

/** {@code lesson step}: drive threads and signals by hand until the exercise breaks. */
@Command(
        name = "step",
        description = {
            "Step through the exercise of a lesson as it was handed out, until it breaks; with"
                    + " --server, or where the exercise has no threads, through a piece of"
                    + " echo-unsafe.",
            "Exit status: 0 it broke, 1 given up, 2 bad usage."
        })
final class StepCommand implements Callable<Integer> {
    /** The file of a step that is a game. */
    static final String NOTE = "schedule.txt";

    @ParentCommand private Main main;

    @Parameters(arity = "0..1", paramLabel = "LESSON")
    private String number;

    @Option(names = "--mine", description = "Step through your own files instead.")
    private boolean mine;

    @Option(
            names = "--server",
            description = "Step through echo-unsafe; the id of a win replays on both servers.")
    private boolean server;

    @Option(names = "--plain", description = "Print lines, even on a terminal.")
    private boolean plain;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (mine && server) {
            throw new ParameterException(
                    spec.commandLine(), "--mine and --server exclude each other; leave one out");
        }
        CourseContext context = main.context();
        String lessonNumber = number == null ? "" + context.place(null).lesson().number() : number;
        Course.Place place = context.course().place(lessonNumber);
        Lesson lesson = place.lesson();
        boolean isPlayable = StepGame.isPlayable(lesson.checks());
        boolean onServer = server || (!mine && !isPlayable && lesson.scenario() != null);
        if (onServer) {
            context.course().scenario(lesson); // or says which lessons have one
        }
        if (plain || !Window.now().isThere()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return play(context, place, onServer, player(context, in, null));
        }
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
            return play(context, place, onServer, player(context, null, terminal));
        }
    }

    private static StepGame.Player player(
            CourseContext context, BufferedReader in, Terminal terminal) {
        return new StepGame.Player(
                in,
                line -> context.output().raw(List.of(line)),
                context.output().width(),
                terminal);
    }

    private int play(
            CourseContext context, Course.Place place, boolean onServer, StepGame.Player player)
            throws IOException {
        Lesson lesson = place.lesson();
        if (onServer) {
            Path home = context.course().folder().getParent();
            return Main.status(StepGame.playOnServer(home, lesson, player).isPresent());
        }
        Path copies = context.workspace().of(lesson);
        Path folder = mine ? copies : lesson.folder().resolve("exercise");
        Submission submission = new Submission(lesson.folder(), folder, place.step().files());
        Optional<StepGame.Win> win = StepGame.play(lesson, submission, player);
        boolean hasNote = lesson.steps().stream().anyMatch(step -> step.files().contains(NOTE));
        if (win.isPresent() && hasNote && !mine) {
            Files.writeString(
                    copies.resolve(NOTE), win.get().id() + "\n" + win.get().line() + "\n");
            context.output()
                    .prose(
                            "noted in "
                                    + copies.resolve(NOTE)
                                    + "; continue with: "
                                    + TypedCommand.of("lesson check"));
        }
        return Main.status(win.isPresent());
    }
}
