package signalkit.course.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import signalkit.cli.Style;
import signalkit.cli.TypedCommand;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.Grading;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;
import signalkit.course.cli.CourseProgress.Entry;
import signalkit.course.cli.CourseProgress.Mark;

/** One command of a learner: what it knows, and what commands have in common. */
final class CourseContext {
    private final Course course;
    private final Grading grading;
    private final Workspace workspace;
    private final CourseProgress progress;
    private final CourseOutput output;

    CourseContext(Course course, Grading grading, Workspace workspace, CourseOutput output) {
        this.course = course;
        this.grading = grading;
        this.workspace = workspace;
        this.output = output;
        this.progress = CourseProgress.load(workspace.folder().resolve("progress.json"));
    }

    Course course() {
        return course;
    }

    Workspace workspace() {
        return workspace;
    }

    CourseProgress progress() {
        return progress;
    }

    CourseOutput output() {
        return output;
    }

    /** The first step that is neither done nor skipped. */
    Optional<Course.Place> current() {
        return course.places().stream().filter(place -> !progress.get(place).isDone()).findFirst();
    }

    /** The first step of a lesson that is not done, or its first one. */
    Course.Place firstOpen(Lesson lesson) {
        LessonStep open =
                lesson.steps().stream()
                        .filter(step -> !progress.get(new Course.Place(lesson, step)).isDone())
                        .findFirst()
                        .orElse(lesson.steps().get(0));
        return new Course.Place(lesson, open);
    }

    /** The step of a number, or the current one. */
    Course.Place place(String number) {
        return number != null
                ? course.place(number)
                : current()
                        .orElseThrow(
                                () ->
                                        new LessonException(
                                                "every step is done; name one, for example: "
                                                        + TypedCommand.of("lesson check 6")));
    }

    void showBar() {
        List<Course.Place> places = course.places();
        int done = (int) places.stream().filter(p -> progress.get(p).isDone()).count();
        int points = places.stream().mapToInt(progress::points).sum();
        int all = places.stream().mapToInt(place -> place.step().points()).sum();
        output.bar(done, places.size(), ", " + points + " of " + all + " points");
    }

    void showNext() {
        showBar();
        Optional<Course.Place> current = current();
        if (current.isEmpty()) {
            output.line(Style.GOOD.of("The course is done."));
            return;
        }
        show(current.get());
    }

    void show(Course.Place place) {
        Lesson lesson = place.lesson();
        LessonStep step = place.step();
        output.line("");
        output.line(
                Style.TITLE.of(
                        "Lesson " + lesson.number() + ": " + lesson.title() + " · " + step.id()));
        output.line("");
        if (step == lesson.steps().get(0) && !lesson.introduction().isEmpty()) {
            output.markdown(lesson.introduction());
            output.line("");
            output.line(Style.TITLE.of(heading(step)));
            output.line("");
        }
        output.markdown(text(lesson, lesson.text(step.id())));
        output.line("");
        output.line(Style.FAINT.of(whatToDo(place)));
    }

    /** A text of a lesson, with letters before the options of its questions. */
    String text(Lesson lesson, String markdown) {
        return LetteredOptions.in(markdown, lesson, workspace.shuffleSeed());
    }

    /** The options of a question, as this learner sees them. */
    LetteredOptions options(Course.Place place) {
        return new LetteredOptions(place, workspace.shuffleSeed());
    }

    private static String heading(LessonStep step) {
        return step.id().substring(0, 1).toUpperCase(Locale.ROOT) + step.id().substring(1);
    }

    private String whatToDo(Course.Place place) {
        LessonStep step = place.step();
        if (!step.options().isEmpty()) {
            return "Answer with "
                    + options(place).range()
                    + ": "
                    + TypedCommand.of("lesson answer …");
        }
        if (step.isQuestion()) {
            return "Answer with: " + TypedCommand.of("lesson answer …");
        }
        if (step.files().contains(StepCommand.NOTE)) {
            return "Play with: "
                    + TypedCommand.of("lesson step " + place.lesson().number())
                    + ", then: "
                    + TypedCommand.of("lesson check");
        }
        if (step.isExercise()) {
            Path copies = workspace.of(place.lesson());
            return "Change "
                    + String.join(
                            ", ", step.files().stream().map(f -> relative(copies, f)).toList())
                    + ", then: "
                    + TypedCommand.of("lesson check")
                    + " (or leave "
                    + TypedCommand.of("lesson watch")
                    + " open)";
        }
        return "Continue with: " + TypedCommand.of("lesson check");
    }

    private static String relative(Path folder, String file) {
        Path path = folder.resolve(file).toAbsolutePath();
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    /** Judges what a learner has written. */
    Grading grading() {
        return grading;
    }

    /** Runs the check of a step on the learner's files, and notes the result. */
    Grader.Grade check(Course.Place place) {
        return noted(grading.grade(place, workspace.of(place.lesson()), output.width()));
    }

    /** The same for a reader of the result alone. */
    Grader.Grade verdict(Course.Place place) {
        return noted(grading.verdict(place, workspace.of(place.lesson())));
    }

    private Grader.Grade noted(Grader.Grade grade) {
        Entry entry = progress.get(grade.place());
        CheckResult result = grade.result();
        progress.put(
                grade.place(),
                result.passed() ? entry.passed() : entry.failed(result.cause(), result.hint()));
        return grade;
    }

    /** After a pass: points, the why, and where to look at the solution. */
    void praise(Course.Place place) {
        if (progress.get(place).mark() == Mark.ASSISTED) {
            output.line(
                    Style.WARN.of("assisted: the solution was shown before; half of the points"));
        }
        if (!place.step().why().isEmpty()) {
            output.markdown(place.step().why());
        }
        if (place.step().id().equals("fix")) {
            output.line(
                    Style.FAINT.of(
                            "Compare with ours: "
                                    + TypedCommand.of(
                                            "lesson solution " + place.lesson().number())));
        }
        List<LessonStep> steps = place.lesson().steps();
        String keyPoints = place.lesson().text("key points");
        if (place.step() == steps.get(steps.size() - 1) && !keyPoints.isEmpty()) {
            output.line(Style.TITLE.of("Key points"));
            output.markdown(keyPoints);
        }
        showBar();
        if (current().isPresent()) {
            output.line(Style.FAINT.of("The next step: lesson"));
        }
    }
}
