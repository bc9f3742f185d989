package signalkit.course.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.TypedCommand;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.LessonException;

/**
 * {@code lesson watch}: checks an exercise again whenever one of its files is saved.
 *
 * <p>It looks at the few files again and again: the JDK's watch service takes up to 10 s on macOS,
 * and sees nothing of what is written on the other side of a shared folder.
 */
@Command(
        name = "watch",
        description =
                "Check the exercise of a lesson whenever a file of it is saved, until it passes.")
final class WatchCommand implements Callable<Integer> {
    /** Editors write a file in several steps; a check in between would see half of it. */
    private static final long SETTLE_MILLIS = 150;

    private static final long LOOK_MILLIS = 200;

    @ParentCommand private Main main;

    @Parameters(arity = "0..1", paramLabel = "LESSON")
    private String number;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "Stop after so many checks; 0: when it passes. Default: 0.")
    private int times;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CourseContext context = main.context();
        Course.Place place = number == null ? exercise(context) : context.place(number);
        if (!place.step().isExercise()) {
            throw new LessonException(
                    place
                            + " has no file to watch; name an exercise: "
                            + TypedCommand.of("lesson watch 1"));
        }
        Path folder = context.workspace().of(place.lesson());
        context.output().line("watching " + folder + "; Ctrl-C ends it");
        Map<String, FileTime> checked = saved(folder, place);
        boolean good = check(context, place);
        for (int i = 1; times == 0 ? !good : i < times; i++) {
            checked = awaitSave(folder, place, checked);
            good = check(context, place);
        }
        return Main.status(good);
    }

    /** The current step when it has files, else the exercise of its lesson. */
    private static Course.Place exercise(CourseContext context) {
        Course.Place current = context.place(null);
        return current.step().isExercise()
                ? current
                : context.course().place("" + current.lesson().number());
    }

    private static boolean check(CourseContext context, Course.Place place) {
        Grader.Grade grade = context.check(place);
        context.output().line("");
        context.output().result(grade);
        if (grade.result().passed()) {
            context.praise(place);
        } else {
            context.output().prose("hint: " + grade.result().hint());
        }
        return grade.result().passed();
    }

    /** Returns when a file is not as it was and has been left alone for a moment. */
    private static Map<String, FileTime> awaitSave(
            Path folder, Course.Place place, Map<String, FileTime> before)
            throws IOException, InterruptedException {
        Map<String, FileTime> now = saved(folder, place);
        while (now.equals(before)) {
            Thread.sleep(LOOK_MILLIS);
            now = saved(folder, place);
        }
        Map<String, FileTime> last = null;
        while (!now.equals(last)) {
            last = now;
            Thread.sleep(SETTLE_MILLIS);
            now = saved(folder, place);
        }
        return now;
    }

    /** When each file was saved; a file that an editor is just replacing is left out. */
    private static Map<String, FileTime> saved(Path folder, Course.Place place) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (String file : place.step().files()) {
            Path path = folder.resolve(file);
            if (Files.exists(path)) {
                times.put(file, Files.getLastModifiedTime(path));
            }
        }
        return times;
    }
}
