package signalkit.course.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.Style;
import signalkit.cli.TypedCommand;
import signalkit.course.AnswerOption;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;
import signalkit.course.cli.CourseProgress.Entry;
import signalkit.course.cli.CourseProgress.Mark;

/** The commands of a learner who goes from step to step. */
final class StudyCommands {
    private StudyCommands() {}

    @Command(name = "next", description = "Show the next step.")
    static final class Next implements Callable<Integer> {
        @ParentCommand private Main main;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            context.output().paged(context::showNext);
            return 0;
        }
    }

    @Command(name = "list", description = "List all lessons with your marks.")
    static final class ListAll implements Callable<Integer> {
        @ParentCommand private Main main;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            for (Lesson lesson : context.course().lessons()) {
                StringBuilder marks = new StringBuilder();
                int points = 0;
                for (LessonStep step : lesson.steps()) {
                    Course.Place place = new Course.Place(lesson, step);
                    marks.append(sign(context.progress().get(place).mark()));
                    points += context.progress().points(place);
                }
                context.output()
                        .line(
                                String.format(
                                        "%2d  %-6s %2d/%-2d points  %s",
                                        lesson.number(),
                                        marks,
                                        points,
                                        lesson.steps().stream().mapToInt(LessonStep::points).sum(),
                                        lesson.title()));
            }
            context.output()
                    .faint(
                            "+ passed, h after a look at the solution (half of the points),"
                                    + " s skipped, . open; hints are free");
            context.showBar();
            return 0;
        }

        private static char sign(Mark mark) {
            return switch (mark) {
                case OPEN -> '.';
                case PASSED -> '+';
                case ASSISTED -> 'h';
                case SKIPPED -> 's';
            };
        }
    }

    @Command(
            name = "show",
            description = "Show a lesson's text, or one step of it: 6 or 6.explain.")
    static final class Show implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(arity = "0..1", paramLabel = "LESSON[.STEP]")
        private String number;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            if (number == null || number.contains(".")) {
                Course.Place place = context.place(number);
                context.output().paged(() -> context.show(place));
            } else {
                Lesson lesson = context.course().lesson(number);
                String text = context.text(lesson, lesson.readme());
                context.output().paged(() -> context.output().markdown(text));
            }
            return 0;
        }
    }

    @Command(
            name = "predict",
            description = "Show a lesson's introduction, the code in question, and the question.")
    static final class Predict implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(arity = "0..1", paramLabel = "LESSON", description = "Its number.")
        private String number;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            Lesson lesson =
                    number == null ? context.place(null).lesson() : context.course().lesson(number);
            Course.Place place = context.course().place(lesson.number() + ".predict");
            context.output().paged(() -> context.show(place));
            return 0;
        }
    }

    @Command(
            name = "answer",
            description = "Answer the question of the current step, or of one that is named first.")
    static final class Answer implements Callable<Integer> {
        private static final String NAMES_STEP = "\\d+\\.[a-z]+";

        @ParentCommand private Main main;

        @Parameters(
                arity = "1..*",
                paramLabel = "WORD",
                description = "The answer; before it, if you like, a step: 4.predict b.")
        private List<String> words;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            boolean named = words.get(0).matches(NAMES_STEP);
            Course.Place place = context.place(named ? words.get(0) : null);
            if (!place.step().isQuestion()) {
                throw new LessonException(
                        place
                                + " is no question; continue with: "
                                + TypedCommand.of("lesson check"));
            }
            List<String> answer = named ? words.subList(1, words.size()) : words;
            if (answer.isEmpty()) {
                throw new LessonException(
                        "there is no answer; add it: "
                                + TypedCommand.of("lesson answer " + words.get(0) + " …"));
            }
            String typed = String.join(" ", answer);
            Optional<AnswerOption> chosen = chosen(context, place, typed);
            boolean right =
                    chosen.map(AnswerOption::right).orElseGet(() -> place.step().accepts(typed));
            Entry entry = context.progress().get(place);
            context.progress().put(place, right ? entry.passed() : entry.failed("answer", ""));
            if (right) {
                context.output().line(Style.GOOD.of("right"));
                chosen.ifPresent(option -> context.output().markdown(option.why()));
                context.praise(place);
            } else {
                chosen.ifPresent(option -> context.output().markdown("«" + option.text() + "»"));
                chosen.ifPresent(option -> context.output().markdown(option.why()));
                context.output()
                        .line(
                                Style.BAD.of("no")
                                        + "; look again, or: "
                                        + TypedCommand.of("lesson hint"));
            }
            return Main.status(right);
        }

        /** The option that was meant; empty when the question has none. */
        private static Optional<AnswerOption> chosen(
                CourseContext context, Course.Place place, String typed) {
            if (place.step().options().isEmpty()) {
                return Optional.empty();
            }
            LetteredOptions options = context.options(place);
            Optional<AnswerOption> chosen = options.chosen(typed);
            if (chosen.isEmpty()) {
                throw new LessonException(
                        "no option is «" + typed + "»; answer with " + options.range());
            }
            return chosen;
        }
    }

    @Command(name = "hint", description = "Give a hint, then a plainer one, then the plainest.")
    static final class Hint implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(arity = "0..1", paramLabel = "LESSON[.STEP]")
        private String number;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            Course.Place place = context.place(number);
            LessonStep step = place.step();
            Entry entry = context.progress().get(place);
            if (!step.isQuestion() && entry.cause().isEmpty()) {
                throw new LessonException(
                        "hints come from a failed check, and "
                                + place
                                + " has none; first: "
                                + TypedCommand.of(
                                        number == null
                                                ? "lesson check"
                                                : "lesson check " + number));
            }
            int grade = Math.min(entry.hints() + 1, 3);
            String hint = hint(step, entry, grade);
            context.progress().put(place, entry.hinted());
            context.output().line(Style.TITLE.of("hint " + grade + " of 3"));
            context.output().prose(hint);
            return 0;
        }

        private static String hint(LessonStep step, Entry entry, int grade) {
            if (step.isQuestion()) {
                List<String> hints = step.hints();
                return hints.isEmpty() ? "" : hints.get(Math.min(grade, hints.size()) - 1);
            }
            return grade == 1 ? entry.hint() : step.hint(entry.cause(), grade);
        }
    }

    @Command(
            name = "solution",
            description = "Show the solution; before a pass, the pass counts as assisted.")
    static final class Solution implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(arity = "0..1", paramLabel = "LESSON[.STEP]")
        private String number;

        @Override
        public Integer call() throws IOException {
            CourseContext context = main.context();
            Course.Place place = context.place(number);
            Entry entry = context.progress().get(place);
            if (!entry.isDone() || entry.mark() == Mark.SKIPPED) {
                context.progress().put(place, entry.solutionSeen());
                context.output().line(Style.WARN.of("a pass will count as assisted"));
            }
            LessonStep step = place.step();
            step.rightOption()
                    .ifPresent(
                            option -> {
                                context.output().markdown("answer: " + option.text());
                                context.output().markdown(option.why());
                            });
            if (!step.answers().isEmpty()) {
                context.output().line("answer: " + step.answers().get(0));
                context.output().markdown(step.why());
            }
            for (String file : step.files()) {
                context.output().line(Style.TITLE.of(file));
                context.output()
                        .raw(
                                Files.readAllLines(
                                        place.lesson().folder().resolve("solution").resolve(file)));
            }
            return 0;
        }
    }

    @Command(name = "skip", description = "Skip the current step, or a lesson, or one step of it.")
    static final class Skip implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(arity = "0..1", paramLabel = "LESSON[.STEP]")
        private String number;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            if (number != null && !number.contains(".")) {
                Lesson lesson = context.course().lesson(number);
                lesson.steps().forEach(step -> skip(context, new Course.Place(lesson, step)));
            } else {
                skip(context, context.place(number));
            }
            context.showBar();
            return 0;
        }

        private static void skip(CourseContext context, Course.Place place) {
            Entry entry = context.progress().get(place);
            if (!entry.isDone()) {
                context.progress().put(place, entry.skipped());
            }
        }
    }

    @Command(
            name = "reset",
            description =
                    "Start a lesson over: fresh files (yours stay as .old), no marks. A solution"
                            + " that was shown stays shown.")
    static final class Reset implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(paramLabel = "LESSON", description = "Its number.")
        private String number;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            Lesson lesson = context.course().lesson(number);
            context.workspace().reset(lesson);
            lesson.steps()
                    .forEach(step -> context.progress().startOver(new Course.Place(lesson, step)));
            context.output().line("lesson " + lesson.number() + " starts over");
            return 0;
        }
    }
}
