package signalkit.course.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.Style;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.c.CPair;
import signalkit.course.c.CRuns;
import signalkit.course.check.LessonException;

/** {@code lesson c}: the bug of a lesson and its fix, in C and on this kernel. */
@Command(
        name = "c",
        description = {
            "Compile broken.c and fixed.c of a lesson, run each again and again while signals come "
                    + "at random moments, and count how the runs end.",
            "Exit status: 0 fixed.c always ended well, 1 it did not, 2 bad usage or no compiler."
        })
final class CCommand implements Callable<Integer> {
    private static final double LEAST = 0.1;
    private static final double MOST = 600;

    @ParentCommand private Main main;

    @Parameters(arity = "0..1", paramLabel = "LESSON")
    private String number;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Run each of the two for so long. Default: 3.")
    private double seconds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(seconds >= LEAST && seconds <= MOST)) {
            throw new LessonException(
                    "--seconds " + seconds + " is not between 0.1 and 600; name another bound");
        }
        CourseContext context = main.context();
        Lesson lesson =
                number == null
                        ? context.place(null).lesson()
                        : context.course().place(number).lesson();
        CPair pair = CPair.of(lesson).orElseThrow(() -> none(context.course(), lesson));
        CourseOutput output = context.output();
        output.line(Style.TITLE.of("Lesson " + lesson.number() + " in C: " + lesson.title()));
        output.line(provocation(pair));
        CRuns broken = runs(output, pair, "broken");
        CRuns fixed = runs(output, pair, "fixed");
        if (!broken.isBroken()) {
            output.line(
                    Style.WARN.of("broken.c was lucky")
                            + ": no signal hit its window. Try --seconds "
                            + Math.round(seconds * 10)
                            + ".");
        }
        output.line(Style.FAINT.of("Compare them: " + relative(pair.folder())));
        return Main.status(!fixed.isBroken());
    }

    private CRuns runs(CourseOutput output, CPair pair, String name)
            throws IOException, InterruptedException {
        CRuns runs = pair.run(name, seconds, false);
        Style style = runs.isBroken() ? Style.BAD : Style.GOOD;
        output.line(style.of(String.format("%-8s", name + ".c")) + "  " + runs);
        return runs;
    }

    private static String provocation(CPair pair) {
        if (pair.signals().isEmpty()) {
            return "No signal is needed: its threads do it alone.";
        }
        String names = pair.signals().stream().map(Enum::name).collect(Collectors.joining(" and "));
        String to = pair.how().get(0).equals("threads") ? "each thread in turn" : "the process";
        return switch (pair.how().get(1)) {
            case "once" -> names + " comes once in each run, to " + to + ", at a random moment.";
            case "ack" -> names + " comes to " + to + " whenever the program says that it is idle.";
            default ->
                    names
                            + (pair.signals().size() == 1 ? " comes" : " come")
                            + " to "
                            + to
                            + " at random moments, thousands of times a second.";
        };
    }

    private static LessonException none(Course course, Lesson lesson) {
        List<String> others =
                course.lessons().stream()
                        .filter(each -> CPair.of(each).isPresent())
                        .map(each -> "" + each.number())
                        .toList();
        return new LessonException(
                "lesson "
                        + lesson.number()
                        + " has no programs in C; these have: "
                        + String.join(", ", others));
    }

    private static Path relative(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
