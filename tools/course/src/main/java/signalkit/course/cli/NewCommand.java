package signalkit.course.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.TypedCommand;
import signalkit.course.teach.NewLesson;

/** {@code lesson new}: a folder to begin a lesson with. */
@Command(
        name = "new",
        description =
                "Begin a lesson of your own: a small one in lessons/, with a scene, an exercise,"
                        + " its solution and four mutants, which passes all tests. Change it piece"
                        + " by piece.")
final class NewCommand implements Callable<Integer> {
    @ParentCommand private Main main;

    @Parameters(paramLabel = "NAME", description = "Small words with hyphens, as in child-ends.")
    private String name;

    @Override
    public Integer call() {
        CourseContext context = main.context();
        Path folder = new NewLesson(context.course(), name).write();
        String number = folder.getFileName().toString().substring(0, 2);
        context.output().line("a lesson to change is in " + folder);
        context.output()
                .line(
                        "look at it: "
                                + TypedCommand.of("lesson show " + number)
                                + ", then "
                                + TypedCommand.of("lesson check " + number)
                                + " --on exercise, and --on solution");
        context.output()
                .line("test it:    mvn -Pall -pl lessons -am verify -Dlessons.only=" + number);
        context.output().line("what each file is for: CONTRIBUTING.md, \"How to add a lesson\"");
        return 0;
    }
}
