package signalkit.course.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.LessonException;

/** {@code lesson check}: judges one exercise, or all of them for an instructor. */
@Command(
        name = "check",
        description = {
            "Check the current step, or the exercise of a lesson, or all of them.",
            "Exit status: 0 passed, 1 failed, 2 bad usage."
        })
final class CheckCommand implements Callable<Integer> {
    @ParentCommand private Main main;

    @Parameters(arity = "0..1", paramLabel = "LESSON[.STEP]")
    private String number;

    @Option(names = "--all", description = "Check the exercises of all lessons.")
    private boolean all;

    @Option(
            names = "--on",
            paramLabel = "FOLDER",
            description =
                    "Check exercise, solution, mutants/NAME or alternatives/NAME of the lesson"
                            + " instead of your files;"
                            + " your progress stays as it is.")
    private String on;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report.")
    private Path junit;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Write what passed on which files, for: lesson verify.")
    private Path receipt;

    @Override
    public Integer call() {
        if (all && number != null) {
            throw new LessonException("--all checks every lesson; leave " + number + " out");
        }
        if (on != null && receipt != null) {
            throw new LessonException(
                    "a receipt is of your own files; leave --on or --receipt out");
        }
        CourseContext context = main.context();
        List<Course.Place> places =
                all ? context.course().exercises() : List.of(context.place(number));
        List<Grader.Grade> grades = new ArrayList<>();
        for (Course.Place place : places) {
            if (place.step().isQuestion()) {
                throw new LessonException(place + " is a question; use: lesson answer …");
            }
            Grader.Grade grade = grade(context, place);
            grades.add(grade);
            if (!json) {
                show(context, grade);
            }
        }
        boolean good = grades.stream().allMatch(grade -> grade.result().passed());
        if (json) {
            context.output().raw(List.of(GradeReports.json(grades)));
        }
        if (junit != null) {
            GradeReports.write(junit, GradeReports.junit(grades));
        }
        if (receipt != null) {
            Receipt.of(context, grades).save(receipt);
        }
        return Main.status(good);
    }

    private Grader.Grade grade(CourseContext context, Course.Place place) {
        if (on != null) {
            return context.grade(place, kitFolder(place));
        }
        return all ? context.verdict(place) : context.check(place);
    }

    private Path kitFolder(Course.Place place) {
        Path folder = place.lesson().folder().resolve(on);
        if (!Files.isDirectory(folder)) {
            throw new LessonException(
                    "there is no " + folder + "; name exercise, solution or one of mutants/…");
        }
        return folder;
    }

    private void show(CourseContext context, Grader.Grade grade) {
        if (all) {
            String points = grade.points() + "/" + grade.place().step().points();
            String word =
                    grade.result().passed()
                            ? Emphasis.GOOD.of("passed")
                            : Emphasis.BAD.of("failed");
            context.output()
                    .line(
                            String.format("%-24s %5s points  ", grade.place(), points)
                                    + word
                                    + ": "
                                    + grade.result().summary());
            return;
        }
        context.output().result(grade);
        if (on != null) {
            return;
        }
        if (grade.result().passed()) {
            context.praise(grade.place());
        } else {
            context.output().line("");
            context.output().line(Emphasis.FAINT.of("A hint from this run: lesson hint"));
        }
    }
}
