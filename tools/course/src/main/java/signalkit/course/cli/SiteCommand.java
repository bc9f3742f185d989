package signalkit.course.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.course.check.LessonException;
import signalkit.course.site.CourseSite;
import signalkit.course.site.SiteServer;

/** {@code site}: the course as pages for a browser. */
@Command(
        name = "site",
        description =
                "Write the course as static pages: lessons to read and to play, the twins, and the"
                        + " kit's documents. Open index.html in a browser; it needs no server.")
final class SiteCommand implements Callable<Integer> {
    @ParentCommand private Main main;

    @Parameters(paramLabel = "FOLDER", description = "Where to; made when it is missing.")
    private Path folder;

    @Option(
            names = "--serve",
            description = "Then show the pages to browsers on this machine, until Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME",
            description = "Let the lessons open a codespace of this repository on GitHub.")
    private String repository;

    @Override
    public Integer call() throws InterruptedException {
        CourseContext context = main.context();
        CourseSite site = new CourseSite(context.course());
        if (repository != null) {
            site.openingIn(repository);
        }
        List<String> pages = quietly(() -> site.write(folder));
        context.output().line(pages.size() + " pages; begin with " + folder.resolve(pages.get(0)));
        if (serve) {
            try (SiteServer server = new SiteServer(folder)) {
                context.output().line("serving " + server.address() + " until you press Ctrl-C");
                Thread.currentThread().join();
            } catch (IOException e) {
                throw new LessonException("cannot serve " + folder + ": " + e.getMessage(), e);
            }
        }
        return 0;
    }

    /** Programs that are explored print what they print in every schedule. */
    private static <T> T quietly(Supplier<T> work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            return work.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
