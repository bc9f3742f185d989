package signalkit.course.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.HelpPage;
import signalkit.cli.UsageError;
import signalkit.cli.Window;
import signalkit.course.Course;
import signalkit.course.Grading;
import signalkit.course.check.LessonException;
import signalkit.course.check.TerminalWidth;
import signalkit.course.isolation.IsolatedGrader;
import signalkit.lab.server.Launcher;

/** {@code kit lesson}: the course, step by step. Without a subcommand it shows what is next. */
@Command(
        name = "lesson",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "Follow the course: lessons of about 30 minutes, each in the same steps.",
            "Exit status: 0 good, 1 a check failed or an answer was wrong, 2 bad usage."
        },
        subcommands = {
            StudyCommands.Next.class,
            StudyCommands.ListAll.class,
            StudyCommands.Show.class,
            StudyCommands.Predict.class,
            StudyCommands.Answer.class,
            CheckCommand.class,
            StepCommand.class,
            LessonReplayCommand.class,
            CCommand.class,
            StudyCommands.Hint.class,
            WatchCommand.class,
            StudyCommands.Solution.class,
            StudyCommands.Skip.class,
            StudyCommands.Reset.class,
            FileCommands.Export.class,
            FileCommands.Import.class,
            FileCommands.Verify.class,
            NewCommand.class,
            SiteCommand.class,
            CourseCommand.class
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Keep the copies and the progress here. Default: lessons/work.")
    private Path work;

    private String number;

    @Spec private CommandSpec spec;

    private final Grading grading;

    private Main(Grading grading) {
        this.grading = grading;
    }

    /**
     * Runs the command, and ends the JVM with its status.
     *
     * @param arguments as after {@code kit lesson}
     */
    public static void main(String[] arguments) {
        // ArchUnit logs through SLF4J; a learner need not hear that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        int status = line().setOut(Window.out()).setErr(Window.err()).execute(arguments);
        System.out.flush();
        // Not exit: what a check left behind might wait for its end.
        Runtime.getRuntime().halt(status);
    }

    private static TerminalWidth width() {
        Window window = Window.now();
        return window.width() == Integer.MAX_VALUE
                ? TerminalWidth.UNKNOWN
                : new TerminalWidth(window.width());
    }

    /**
     * The command.
     *
     * @return what runs it, for this JVM; bad input is one line and status 2
     */
    public static CommandLine line() {
        return line(new IsolatedGrader());
    }

    /**
     * The same with checks that run elsewhere.
     *
     * @param grading judges what learners have written
     * @return what runs it, for this JVM
     */
    public static CommandLine line(Grading grading) {
        CommandLine line =
                new CommandLine(new Main(grading))
                        .setParameterExceptionHandler(Main::badUsage)
                        .setExecutionExceptionHandler(Main::failed)
                        .setCaseInsensitiveEnumValuesAllowed(true);
        return HelpPage.fit(line, Main::typed);
    }

    /** The kit has these two as commands of its own, and nobody types the word before them. */
    private static String typed(String name) {
        return name.replaceAll("\\blesson (?=course|site)", "");
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        PrintWriter err = error.getCommandLine().getErr();
        String help = error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        err.println(typed(UsageError.line(error, help)));
        return USAGE;
    }

    private static int failed(Exception error, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (error instanceof LessonException) {
            line.getErr().println("error: " + error.getMessage());
            return USAGE;
        }
        throw error;
    }

    /** Refuses a word at once, so that the error names it and not the words that follow. */
    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON",
            description = "Show what is next in the lesson of this number.")
    private void setNumber(String typed) {
        if (typed != null && !typed.matches("\\d+(\\.[a-z]+)?")) {
            throw new CommandLine.UnmatchedArgumentException(spec.commandLine(), List.of(typed));
        }
        number = typed;
    }

    @Override
    public void run() {
        CourseContext context = context();
        if (number == null) {
            context.output().paged(context::showNext);
            return;
        }
        Course.Place place =
                number.contains(".")
                        ? context.place(number)
                        : context.firstOpen(context.course().lesson(number));
        context.output().paged(() -> context.show(place));
    }

    /** The course, the learner's files and the terminal, for one command. */
    CourseContext context() {
        Path home = Path.of(System.getProperty(Launcher.HOME, "")).toAbsolutePath();
        Course course = Course.read(home);
        Path folder = work == null ? course.folder().resolve("work") : work;
        return new CourseContext(
                course,
                grading,
                new Workspace(folder),
                new CourseOutput(spec.commandLine().getOut(), width()));
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"lesson " + number()};
        }
    }

    static int status(boolean good) {
        return good ? 0 : FAILED;
    }
}
