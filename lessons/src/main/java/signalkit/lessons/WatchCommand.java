package signalkit.lessons;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.shell.console.Style;

/** {@code lesson watch}: checks an exercise again whenever one of its files is saved. */
@Command(
        name = "watch",
        description =
                "Check the exercise of a lesson whenever a file of it is saved, until it passes.")
final class WatchCommand implements Callable<Integer> {
    /** Editors write a file in several steps; a check in between would see half of it. */
    private static final long SETTLE_MILLIS = 150;

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
        Session session = main.session();
        Course.Place place = number == null ? exercise(session) : session.place(number);
        if (!place.step().isExercise()) {
            throw new LessonException(
                    place + " has no file to watch; name an exercise: lesson watch 1");
        }
        Path folder = session.workspace().of(place.lesson());
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            session.output().line("watching " + folder + "; Ctrl-C ends it");
            boolean good = check(session, place);
            for (int i = 1; times == 0 ? !good : i < times; i++) {
                awaitSave(service, place);
                good = check(session, place);
            }
            return Main.status(good);
        }
    }

    /** The exercise of the lesson that the learner is in. */
    private static Course.Place exercise(Session session) {
        Course.Place current = session.place(null);
        return session.course().place("" + current.lesson().number());
    }

    private static boolean check(Session session, Course.Place place) {
        Grader.Grade grade = session.check(place);
        session.output().line("");
        session.output().result(grade);
        if (grade.result().passed()) {
            session.praise(place);
        } else {
            session.output().line(Style.FAINT.of("hint: " + grade.result().hint()));
        }
        return grade.result().passed();
    }

    private static void awaitSave(WatchService service, Course.Place place)
            throws InterruptedException {
        boolean saved = false;
        while (!saved) {
            saved = isOurs(service.take(), place);
        }
        for (WatchKey key = service.poll(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
                key != null;
                key = service.poll(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
            isOurs(key, place);
        }
    }

    private static boolean isOurs(WatchKey key, Course.Place place) {
        boolean ours =
                key.pollEvents().stream()
                        .anyMatch(
                                event ->
                                        event.kind() == StandardWatchEventKinds.OVERFLOW
                                                || place.step()
                                                        .files()
                                                        .contains(event.context().toString()));
        key.reset();
        return ours;
    }
}
