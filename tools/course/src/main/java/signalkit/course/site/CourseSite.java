package signalkit.course.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.explorer.view.HtmlPage;

/** Writes the course as static pages: a list, one page for each lesson, and its replay. */
public final class CourseSite {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final Parser parser = Parser.builder().extensions(TABLES).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).build();
    private final Course course;

    private static final String BACK =
            "<p class=\"nav\"><a href=\"index.html\">all lessons</a></p>\n";

    /**
     * The pages of a course.
     *
     * @param course to write
     */
    public CourseSite(Course course) {
        this.course = course;
    }

    /**
     * Writes all pages.
     *
     * @param folder where to; made when it is missing
     * @return the names of the pages, the first one to open first
     */
    public List<String> write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("style.css"), resource("site.css"));
            StringBuilder list = new StringBuilder("<h1>The course</h1>\n" + start() + "<ol>\n");
            List<String> pages = new ArrayList<>(List.of("index.html"));
            for (Lesson lesson : course.lessons()) {
                pages.addAll(writeLesson(folder, lesson));
                list.append("<li><a href=\"")
                        .append(page(lesson))
                        .append("\">")
                        .append(escape(lesson.title()))
                        .append("</a> · ")
                        .append(lesson.minutes())
                        .append(" min</li>\n");
            }
            list.append(
                    "</ol>\n<p><a href=\"teaching.html\">Teaching with these lessons</a></p>\n");
            Files.writeString(folder.resolve("index.html"), html("The course", list.toString()));
            String teaching = Files.readString(course.folder().resolve("TEACHING.md"));
            Files.writeString(
                    folder.resolve("teaching.html"), html("Teaching", BACK + render(teaching)));
            pages.add("teaching.html");
            return pages;
        } catch (IOException e) {
            throw new LessonException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private String start() {
        return "<p>Where a threaded server may be told to end, in "
                + course.lessons().size()
                + " lessons. To do what they ask for, run <code>tools/kit lesson</code> in the"
                + " project's folder.</p>\n";
    }

    private List<String> writeLesson(Path folder, Lesson lesson) throws IOException {
        String body = render(forPages(lesson.readme()));
        String replay = lesson.name() + "-replay.html";
        String title = "Lesson " + lesson.number() + ": " + lesson.title();
        HtmlPage.Link up = new HtmlPage.Link(page(lesson), title);
        boolean hasReplay =
                lesson.exercise().isPresent()
                        && ReplayPage.write(lesson, folder.resolve(replay), up);
        String links = "<p class=\"nav\"><a href=\"index.html\">all lessons</a>";
        if (hasReplay) {
            links += " · <a href=\"" + replay + "\">step through the failing run</a>";
        }
        int next = course.lessons().indexOf(lesson) + 1;
        if (next < course.lessons().size()) {
            Lesson following = course.lessons().get(next);
            links += " · <a href=\"" + page(following) + "\">next: " + escape(following.title());
            links += "</a>";
        }
        links += "</p>\n";
        Files.writeString(folder.resolve(page(lesson)), html(title, links + body + links));
        return hasReplay ? List.of(page(lesson), replay) : List.of(page(lesson));
    }

    private static String page(Lesson lesson) {
        return lesson.name() + ".html";
    }

    /** Without what says where a quote is from, with links to the pages of other lessons. */
    private static String forPages(String markdown) {
        return markdown.replaceAll("(?m)^<!-- (quote|run|options) .* -->\\n", "")
                .replaceAll("\\]\\(\\.\\./(\\d\\d-[^/)]+)/README\\.md", "]($1.html");
    }

    private String render(String markdown) {
        return renderer.render(parser.parse(markdown));
    }

    private static String html(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>"
                + escape(title)
                + "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n"
                + body
                + "</body>\n</html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = CourseSite.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
