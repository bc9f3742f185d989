package signalkit.course.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.course.site.CourseSite;

/** {@code lesson site}: the course as pages for a browser. */
@Command(
        name = "site",
        description = "Write the course as static pages, with replays to step through.")
final class SiteCommand implements Callable<Integer> {
    @ParentCommand private Main main;

    @Parameters(paramLabel = "FOLDER", description = "Where to; made when it is missing.")
    private Path folder;

    @Override
    public Integer call() {
        CourseContext context = main.context();
        List<String> pages = new CourseSite(context.course()).write(folder);
        context.output().line(pages.size() + " pages; begin with " + folder.resolve(pages.get(0)));
        return 0;
    }
}
