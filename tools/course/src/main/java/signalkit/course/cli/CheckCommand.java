package signalkit.course.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.Style;
import signalkit.cli.TypedCommand;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.Grading;
import signalkit.course.Lesson;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;

/** {@code lesson check}: judges one exercise, or all of them for an instructor. */
@Command(
        name = "check",
        description = {
            "Check the current step, or the exercise of a lesson, or all of them.",
            "Exit status: 0 passed, 1 failed, 2 bad usage."
        })
final class CheckCommand implements Callable<Integer> {
    /** Folders of a lesson whose code is known. */
    private static final Predicate<String> OF_THE_KIT =
            Pattern.compile("exercise|solution|(mutants|alternatives)/[\\w-]+").asMatchPredicate();

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

    @Option(
            names = "--lessons",
            paramLabel = "N[-M]",
            description = "Check the exercises of these lessons: 8, or 8-10, or 2,8-10.")
    private String lessons;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a table for a spreadsheet.")
    private Path csv;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report.")
    private Path junit;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Write what passed on which files, for: lesson verify.")
    private Path receipt;

    @Option(names = "--name", paramLabel = "NAME", description = "Whose receipt or table it is.")
    private String name = "";

    @Option(
            names = "--nonce",
            paramLabel = "WORD",
            description = "A word that the instructor has given out for this receipt.")
    private String nonce = "";

    @Override
    public Integer call() {
        requireSense();
        CourseContext context = main.context();
        List<ScoredGrade> grades = new ArrayList<>();
        for (Course.Place place : places(context)) {
            if (place.step().isQuestion()) {
                throw new LessonException(
                        place + " is a question; use: " + TypedCommand.of("lesson answer …"));
            }
            Grader.Grade grade = grade(context, place);
            ScoredGrade scored =
                    new ScoredGrade(
                            grade, on == null && context.progress().get(place).sawSolution());
            grades.add(scored);
            if (!json) {
                show(context, scored);
            }
        }
        write(context, grades);
        return Main.status(grades.stream().allMatch(grade -> grade.result().passed()));
    }

    private void requireSense() {
        if (isOfMany() && number != null) {
            throw new LessonException(
                    (all ? "--all" : "--lessons") + " names the lessons; leave " + number + " out");
        }
        if (all && lessons != null) {
            throw new LessonException("--all checks every lesson; leave --lessons out");
        }
        if (on != null && receipt != null) {
            throw new LessonException(
                    "a receipt is of your own files; leave --on or --receipt out");
        }
        for (Path file : new Path[] {receipt, csv}) {
            if (file != null && Files.isDirectory(file)) {
                throw new LessonException("cannot write " + file + ": it is a folder; name a file");
            }
        }
        if (receipt == null && csv == null && !name.isEmpty()) {
            throw new LessonException("--name goes into a receipt or a table; add --receipt FILE");
        }
        if (receipt == null && !nonce.isEmpty()) {
            throw new LessonException("--nonce goes into a receipt; add --receipt FILE");
        }
    }

    private boolean isOfMany() {
        return all || lessons != null;
    }

    private List<Course.Place> places(CourseContext context) {
        if (!isOfMany()) {
            return List.of(context.place(number));
        }
        LessonRange range = all ? LessonRange.ALL : LessonRange.of(lessons, context.course());
        return context.course().exercises().stream()
                .filter(place -> range.contains(place.lesson()))
                .toList();
    }

    private void write(CourseContext context, List<ScoredGrade> grades) {
        if (json) {
            context.output().raw(List.of(GradeReports.json(grades)));
        } else if (isOfMany()) {
            int points = grades.stream().mapToInt(ScoredGrade::points).sum();
            int of = grades.stream().mapToInt(each -> each.place().step().points()).sum();
            context.output().line("in all: " + points + " of " + of + " points");
        }
        if (csv != null) {
            GradeReports.write(csv, GradeReports.csv(name, grades));
        }
        if (junit != null) {
            GradeReports.write(junit, GradeReports.junit(grades));
        }
        if (receipt != null) {
            Receipt.of(context, new Receipt.Owner(name, nonce), grades).save(receipt);
        }
    }

    private Grader.Grade grade(CourseContext context, Course.Place place) {
        if (on != null) {
            Grading grading = OF_THE_KIT.test(on) ? Grader.HERE : context.grading();
            return grading.grade(place, variant(place.lesson(), on), context.output().width());
        }
        return isOfMany() ? verdict(context, place) : context.check(place);
    }

    /** A report on all lessons has a line for each, also for one whose check cannot run. */
    private static Grader.Grade verdict(CourseContext context, Course.Place place) {
        try {
            return context.verdict(place);
        } catch (LessonException e) {
            CheckResult none =
                    CheckResult.fail("not-judged", "not judged: " + e.getMessage())
                            .expected("a check that runs", e.getMessage())
                            .hinted("This says nothing of your program.");
            return new Grader.Grade(place, none, 0);
        }
    }

    /** The folder of an exercise, a solution, or a variant of a lesson. */
    static Path variant(Lesson lesson, String on) {
        Path folder = lesson.folder().resolve(on);
        if (!Files.isDirectory(folder)) {
            throw new LessonException(
                    "there is no " + folder + "; name exercise, solution or one of mutants/…");
        }
        return folder;
    }

    private void show(CourseContext context, ScoredGrade grade) {
        if (isOfMany()) {
            String points = grade.points() + "/" + grade.place().step().points();
            String word =
                    grade.result().passed() ? Style.GOOD.of("passed") : Style.BAD.of("failed");
            context.output()
                    .line(
                            String.format("%-24s %5s points  ", grade.place(), points)
                                    + word
                                    + (grade.assisted() ? " (assisted)" : "")
                                    + ": "
                                    + grade.result().summary());
            return;
        }
        context.output().result(grade.grade());
        if (on != null) {
            return;
        }
        if (grade.result().passed()) {
            context.praise(grade.place());
        } else {
            context.output().line("");
            context.output()
                    .line(
                            Style.FAINT.of(
                                    "A hint from this run: " + TypedCommand.of("lesson hint")));
        }
    }
}
