package signalkit.course.cli;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.TypedCommand;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.teach.Similarity;
import signalkit.course.teach.Slides;
import signalkit.course.teach.StudentTree;

/** {@code course}: what an instructor needs beside the checks. */
@Command(
        name = "course",
        description =
                "For instructors: the students' files, slides, and submissions that are alike.",
        subcommands = {
            CourseCommand.Student.class,
            CourseCommand.SlidesOf.class,
            CourseCommand.Similar.class
        })
final class CourseCommand implements Runnable {
    @ParentCommand private Main main;

    CourseContext context() {
        return main.context();
    }

    @Override
    public void run() {
        throw new LessonException(
                "say what: "
                        + TypedCommand.of("course student")
                        + ", course slides, or course similarity");
    }

    @Command(
            name = "student",
            description =
                    "Write what students get into a new folder: texts, exercises, broken programs"
                            + " in C, and a workflow that fetches a release of the kit and checks"
                            + " with it. No solutions, mutants or answers.")
    static final class Student implements Callable<Integer> {
        @ParentCommand private CourseCommand parent;

        @Parameters(paramLabel = "FOLDER")
        private Path folder;

        @Option(
                names = "--kit-url",
                paramLabel = "URL",
                description = "Where the workflow gets the zip of the kit's release.")
        private String url = "";

        @Option(names = "--kit-sha256", paramLabel = "HEX", description = "Checksum of that zip.")
        private String sha256 = "";

        @Override
        public Integer call() {
            if (!url.isEmpty() && !url.matches("https://[^\\s\"]+")) {
                throw new LessonException(
                        "--kit-url " + url + " is no address; begin with https://");
            }
            if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
                throw new LessonException(
                        "--kit-sha256 " + sha256 + " is no checksum; run sha256sum on the zip");
            }
            CourseContext context = parent.context();
            List<Path> files = new StudentTree(context.course(), url, sha256).write(folder);
            context.output().line(files.size() + " files in " + folder);
            if (url.isEmpty() || sha256.isEmpty()) {
                context.output()
                        .line(
                                "fill in KIT_URL and KIT_SHA256 in "
                                        + folder.resolve(".github/workflows/lessons.yml"));
            }
            return 0;
        }
    }

    @Command(
            name = "slides",
            description = "Write slides with notes, a page for each lesson, to show or to print.")
    static final class SlidesOf implements Callable<Integer> {
        @ParentCommand private CourseCommand parent;

        @Parameters(paramLabel = "FOLDER")
        private Path folder;

        @Option(names = "--lessons", paramLabel = "N[-M]", description = "Of these lessons alone.")
        private String lessons;

        @Override
        public Integer call() {
            CourseContext context = parent.context();
            LessonRange range =
                    lessons == null ? LessonRange.ALL : LessonRange.of(lessons, context.course());
            for (Lesson lesson : context.course().lessons()) {
                if (range.contains(lesson)) {
                    context.output().line("" + new Slides(lesson).write(folder));
                }
            }
            return 0;
        }
    }

    @Command(
            name = "similarity",
            description = {
                "List pairs of submissions whose own code is alike. FOLDER has a folder for each"
                        + " submission, as students hand them in. Names, literals, comments and"
                        + " layout do not count, nor does what the exercise had from the start.",
                "Exit status: 0 none is at the threshold, 1 some are, 2 bad usage."
            })
    static final class Similar implements Callable<Integer> {
        @ParentCommand private CourseCommand parent;

        @Parameters(paramLabel = "FOLDER")
        private Path folder;

        @Option(
                names = "--threshold",
                paramLabel = "PERCENT",
                description = "Least share of common code that is listed. Default: 80.")
        private int threshold = 80;

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        private record Report(int threshold, List<Similarity.Pair> pairs) {}

        @Override
        public Integer call() {
            if (threshold < 1 || threshold > 100) {
                throw new LessonException("--threshold " + threshold + " is not from 1 to 100");
            }
            CourseContext context = parent.context();
            List<Similarity.Pair> pairs =
                    new Similarity(context.course(), threshold / 100.0).of(folder);
            if (json) {
                GsonBuilder gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping();
                context.output().raw(List.of(gson.create().toJson(new Report(threshold, pairs))));
                return Main.status(pairs.isEmpty());
            }
            for (Similarity.Pair pair : pairs) {
                context.output()
                        .raw(
                                List.of(
                                        String.format(
                                                Locale.ROOT,
                                                "%3.0f %%  %s/%s  %s and %s",
                                                pair.score() * 100,
                                                pair.lesson(),
                                                pair.file(),
                                                pair.one(),
                                                pair.other())));
            }
            Similarity.byPeople(pairs)
                    .forEach(
                            (people, files) ->
                                    context.output()
                                            .raw(
                                                    List.of(
                                                            people
                                                                    + ": alike in "
                                                                    + files
                                                                    + " files")));
            context.output()
                    .line(
                            pairs.size()
                                    + (pairs.size() == 1 ? " pair" : " pairs")
                                    + " at "
                                    + threshold
                                    + " % or more; read them before you judge");
            return Main.status(pairs.isEmpty());
        }
    }
}
