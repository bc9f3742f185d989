package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.view.HtmlPage;

/** Writes the course as static pages: lessons to read and to play, and the kit's documents. */
public final class CourseSite {
    /** The files that are on the site as they are here. */
    private static final List<String> ASSETS =
            List.of(
                    "site.css",
                    "play.css",
                    "inter.woff2",
                    "icon.svg",
                    "theme.js",
                    "progress.js",
                    "lesson.js");

    private static final String DESCRIPTION =
            "Signals, locks and the shutdown of threaded servers: a course that you play.";

    private final Course course;
    private final Path home;
    private final List<String> pages = new ArrayList<>();

    /**
     * The pages of a course.
     *
     * @param course to write
     */
    public CourseSite(Course course) {
        this.course = course;
        this.home = course.folder().toAbsolutePath().getParent();
    }

    /**
     * Writes all pages.
     *
     * @param folder where to; made when it is missing
     * @return the names of the pages, the first one to open first
     */
    public List<String> write(Path folder) {
        pages.clear();
        try {
            Files.createDirectories(folder);
            for (String asset : ASSETS) {
                Files.write(folder.resolve(asset), SiteFrame.bytes(asset));
            }
            fragment(folder, "index.html", "signalkit", "front", "front-body.html");
            map(folder);
            fragment(folder, "signal.html", "A signal’s way", "doc", "signal-body.html");
            fragment(folder, "twins.html", "The twins", "doc", "twins-body.html");
            for (Lesson lesson : course.lessons()) {
                lesson(folder, lesson);
            }
            for (DocPage document : DocPage.ALL) {
                document(folder, document);
            }
            return List.copyOf(pages);
        } catch (IOException e) {
            throw new LessonException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void page(Path folder, String file, String title, String kind, String body)
            throws IOException {
        String whole = title.equals("signalkit") ? title : title + " · signalkit";
        new SiteFrame(file, whole, DESCRIPTION, kind, List.of("progress.js", "lesson.js"))
                .write(folder, body);
        pages.add(file);
    }

    private void fragment(Path folder, String file, String title, String kind, String name)
            throws IOException {
        String body =
                SiteFrame.resource(name)
                        .replace("«lessons»", NumberWords.of(course.lessons().size()))
                        .replace("«game»", "");
        page(folder, file, title, kind, body);
    }

    private void map(Path folder) throws IOException {
        String body =
                SiteFrame.resource("course-body.html")
                        .replace("«map»", new CourseMap(course.lessons()).html());
        page(folder, "course.html", "The course", "course", body);
    }

    private void lesson(Path folder, Lesson lesson) throws IOException {
        String title = "Lesson " + lesson.number() + ": " + lesson.title();
        Markup markup = new Markup(DocPage::address);
        LessonPage.Parts parts =
                new LessonPage.Parts(
                        Optional.empty(),
                        patches(lesson, markup),
                        replay(folder, lesson, title));
        String body = new LessonPage(lesson, course.lessons(), markup, parts).html();
        page(folder, LessonPage.file(lesson), title, "lesson", body);
    }

    private static String patches(Lesson lesson, Markup markup) throws IOException {
        if (!(lesson.checks() instanceof ScheduleChecks)) {
            return "";
        }
        Course.Place place = new Course.Place(lesson, lesson.exercise().orElseThrow());
        return new PatchesHtml(place, PatchVerdicts.of(place), markup).html();
    }

    private String replay(Path folder, Lesson lesson, String title) throws IOException {
        String file = lesson.name() + "-replay.html";
        HtmlPage.Link up = new HtmlPage.Link(LessonPage.file(lesson), title);
        if (lesson.exercise().isEmpty() || !ReplayPage.write(lesson, folder.resolve(file), up)) {
            return "";
        }
        pages.add(file);
        return "<p><a class=\"button\" href=\""
                + file
                + "\">Step through the failing run</a></p>\n";
    }

    private void document(Path folder, DocPage document) throws IOException {
        Optional<String> markdown = document.markdown(home);
        if (markdown.isEmpty()) {
            return;
        }
        Markup markup = new Markup(DocPage::address);
        StringBuilder body = new StringBuilder();
        body.append("<p class=\"kicker\">").append(document.kicker()).append("</p>\n");
        int from = 0;
        for (Charts.Chart chart : Charts.of(markdown.get())) {
            body.append(markup.blocks(markdown.get().substring(from, chart.at())));
            body.append(chart.svg());
            from = chart.at();
        }
        body.append(markup.blocks(markdown.get().substring(from)));
        page(folder, document.file(), document.title(), "doc", body.toString());
    }
}
