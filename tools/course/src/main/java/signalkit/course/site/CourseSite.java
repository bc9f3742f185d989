package signalkit.course.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.graph.GraphExport;

/** Writes the course as static pages: lessons to read and to play, and the kit's documents. */
public final class CourseSite {
    /** The files that are on the site as they are here. */
    private static final List<String> ASSETS =
            List.of(
                    "site.css",
                    "play.css",
                    "inter.woff2",
                    "inter-licence.txt",
                    "icon.svg",
                    "theme.js",
                    "progress.js",
                    "play.js",
                    "stage.js",
                    "keys.js",
                    "game.js",
                    "twins.js",
                    "lesson.js");

    private static final String NAME = "signalkit";

    /** What is played on the first page. */
    private static final String FIRST_GAME = "self-deadlock";

    /** What both servers play side by side. */
    private static final String TWINS_PLAY = "self-deadlock";

    private static final String DESCRIPTION =
            "Signals, locks and the shutdown of threaded servers: a course that you play.";

    private final Course course;
    private final Path home;
    private final GraphSource graphs;
    private final Map<Path, String> explored = new ConcurrentHashMap<>();
    private final List<String> pages = new ArrayList<>();
    private String repository = "";

    /**
     * The pages of a course.
     *
     * @param course to write
     */
    public CourseSite(Course course) {
        this(course, GraphSource.EXPLORER);
    }

    /**
     * The same with other graphs.
     *
     * @param course to write
     * @param graphs of what is played
     */
    public CourseSite(Course course, GraphSource graphs) {
        this.course = course;
        this.graphs = graphs;
        this.home = course.folder().toAbsolutePath().getParent();
    }

    /**
     * Lets the lessons link to an editor in the browser.
     *
     * @param project where GitHub has the project, such as {@code owner/name}
     * @return this
     */
    public CourseSite openingIn(String project) {
        if (!project.matches("[A-Za-z0-9-]+/(?!\\.{1,2}$)[\\w.-]+")) {
            throw new LessonException(project + " is no repository; name one as OWNER/NAME");
        }
        repository = project;
        return this;
    }

    /**
     * Writes all pages.
     *
     * @param folder where to; made when it is missing
     * @return the names of the pages, the first one to open first
     * @throws LessonException when the folder has no name or cannot be written to
     */
    public List<String> write(Path folder) {
        if (folder.toString().isEmpty()) {
            throw new LessonException("the folder has no name; name one, such as target/site");
        }
        pages.clear();
        try {
            Files.createDirectories(folder);
            for (String asset : ASSETS) {
                Files.write(folder.resolve(asset), SiteFrame.bytes(asset));
            }
            Files.writeString(folder.resolve("state-graph.js"), decoder());
            front(folder);
            map(folder);
            page(
                    folder,
                    "signal.html",
                    "A signal’s way",
                    "doc",
                    SiteFrame.resource("signal-body.html"));
            twins(folder);
            // Each explores what is played, so they share the processors.
            List<String> bodies = course.lessons().parallelStream().map(this::body).toList();
            for (int i = 0; i < bodies.size(); i++) {
                Lesson lesson = course.lessons().get(i);
                page(folder, LessonPage.file(lesson), title(lesson), "lesson", bodies.get(i));
                Path picture = lesson.folder().resolve(LessonPage.PICTURE);
                if (Files.exists(picture)) {
                    Files.write(
                            folder.resolve(LessonPage.picture(lesson)),
                            Files.readAllBytes(picture));
                }
            }
            for (DocPage document : DocPage.ALL) {
                document(folder, document);
            }
            return List.copyOf(pages);
        } catch (IOException e) {
            // The message of such an exception is the path, which is there already.
            String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
            throw new LessonException(
                    "cannot write to "
                            + folder
                            + (reason == null ? "" : ": " + reason)
                            + "; name a folder that you may write to",
                    e);
        }
    }

    /** The script that reads state graphs; it belongs to the explorer, which writes them. */
    private static String decoder() throws IOException {
        try (InputStream in = GraphExport.class.getResourceAsStream("state-graph.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void page(Path folder, String file, String title, String kind, String body)
            throws IOException {
        String whole = title.equals(NAME) ? title : title + " · " + NAME;
        new SiteFrame(file, whole, DESCRIPTION, kind, scripts(kind, body)).write(folder, body);
        pages.add(file);
    }

    /** A page loads no script that it has no use for. */
    private static List<String> scripts(String kind, String body) {
        boolean hasTwins = body.contains("class=\"twins-box\"");
        List<String> scripts = new ArrayList<>();
        if (hasTwins || body.contains("class=\"game-box\"")) {
            scripts.addAll(GameHtml.SCRIPTS);
        }
        if (hasTwins) {
            scripts.add("twins.js");
        }
        if (kind.equals("lesson") || kind.equals("course")) {
            if (scripts.isEmpty()) {
                scripts.add("progress.js");
            }
            scripts.add("lesson.js");
        }
        return scripts;
    }

    private void front(Path folder) throws IOException {
        String game = "";
        for (Lesson lesson : course.lessons()) {
            boolean isFirst = lesson.name().endsWith("-" + FIRST_GAME);
            if (isFirst && lesson.checks() instanceof ScheduleChecks checks) {
                LessonStep fix = lesson.exercise().orElseThrow();
                Path exercise = lesson.folder().resolve("exercise");
                Submission starter = new Submission(lesson.folder(), exercise, fix.files());
                game =
                        GameHtml.of(lesson, graph(checks, starter))
                                .leadingTo(LessonPage.file(lesson))
                                .html();
            }
        }
        String body =
                SiteFrame.resource("front-body.html")
                        .replace("«lessons»", NumberWords.of(course.lessons().size()))
                        .replace("«game»", game);
        page(folder, "index.html", NAME, "front", body);
    }

    /** The graph of an exercise, which more than one page may show. */
    private String graph(ScheduleChecks checks, Submission exercise) throws IOException {
        String known = explored.get(exercise.folder());
        if (known == null) {
            known = graphs.ofExercise(checks, exercise);
            explored.put(exercise.folder(), known);
        }
        return known;
    }

    private void map(Path folder) throws IOException {
        String body =
                SiteFrame.resource("course-body.html")
                        .replace("«map»", new CourseMap(course.lessons()).html());
        page(folder, "course.html", "The course", "course", body);
    }

    private static String title(Lesson lesson) {
        return "Lesson " + lesson.number() + ": " + lesson.title();
    }

    private String body(Lesson lesson) {
        try {
            Markup markup = new Markup(DocPage::address);
            LessonPage.Parts parts =
                    lesson.checks() instanceof ScheduleChecks checks
                            ? parts(lesson, checks, markup)
                            : new LessonPage.Parts("", patches(lesson, markup), "");
            return new LessonPage(lesson, course.lessons(), markup, parts, repository).html();
        } catch (IOException e) {
            throw new LessonException("cannot read lesson " + lesson.name() + ": " + e, e);
        }
    }

    /** What a lesson has whose checks run schedules. */
    private LessonPage.Parts parts(Lesson lesson, ScheduleChecks checks, Markup markup)
            throws IOException {
        LessonStep fix = lesson.exercise().orElseThrow();
        Path exercise = lesson.folder().resolve("exercise");
        Submission starter = new Submission(lesson.folder(), exercise, fix.files());
        GameHtml game = GameHtml.of(lesson, graph(checks, starter));
        TwinsHtml replay =
                new TwinsHtml(
                        new TwinsHtml.Side("the exercise", GameHtml.GRAPH, ""),
                        new TwinsHtml.Side(
                                "our solution",
                                "graph-of-solution",
                                graph(checks, starter.solution())),
                        "",
                        lesson.name() + "/replay");
        return new LessonPage.Parts(game.html(), patches(lesson, markup), replay.html());
    }

    private String patches(Lesson lesson, Markup markup) throws IOException {
        if (lesson.exercise().isEmpty()) {
            return "";
        }
        Course.Place place = new Course.Place(lesson, lesson.exercise().get());
        return new PatchesHtml(place, PatchVerdicts.of(place), markup).html(graphs.checksPatches());
    }

    private void twins(Path folder) throws IOException {
        Optional<String> unsafe = graphs.ofServer(home, TWINS_PLAY, "unsafe");
        Optional<String> safe = graphs.ofServer(home, TWINS_PLAY, "safe");
        String game =
                unsafe.isEmpty() || safe.isEmpty()
                        ? ""
                        : new TwinsHtml(
                                        new TwinsHtml.Side("echo-unsafe", "unsafe", unsafe.get()),
                                        new TwinsHtml.Side("echo-safe", "safe", safe.get()),
                                        "tools/kit replay " + TWINS_PLAY + "@unsafe:",
                                        "")
                                .html();
        String body = SiteFrame.resource("twins-body.html").replace("«game»", game);
        page(folder, "twins.html", "The twins", "doc", body);
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
