package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;

/**
 * One lesson as a page: its text, with its questions, its game and its patches where they belong.
 */
final class LessonPage {
    /** What a reader wants to know before the first step. */
    private static final Set<String> ABOUT = Set.of("objectives", "before you start");

    /** The picture of a run, in the folder of its lesson. */
    static final String PICTURE = "run.svg";

    private static final String HERE_PLAY =
            "On this page, play below. The commands are for the kit, in a terminal.";

    /** The exercise as a program in C, with the same fault. */
    private static final String C_PROGRAM = "c/broken.c";

    private static final String BESIDE =
            "<p>Here are the exercise and its counterpart in C. In a wide window, lines that do the"
                    + " same are side by side. <code>tools/kit lesson c %d</code> breaks the C on your"
                    + " machine.</p>\n";

    /** Where a lesson's C begins, in the explanation. */
    private static final String IN_C = "### In C\n";

    /** A piece of a program in C. */
    private static final Pattern C_BLOCK = Pattern.compile("(?ms)^```c\n(.*?)^```\n");

    private static final String HERE_REPLAY =
            "On this page, the exercise and our solution run side by side. Yours runs in the kit.";

    private final Lesson lesson;
    private final List<Lesson> course;
    private final Markup markup;
    private final Parts parts;
    private final String repository;

    /**
     * What a page has beside its text, as HTML.
     *
     * @param game in which the program of the lesson is played; may be empty
     * @param patches to choose from instead of writing the fix; may be empty
     * @param replay of the run that breaks the program; may be empty
     */
    record Parts(String game, String patches, String replay) {}

    /**
     * A page of a lesson.
     *
     * @param lesson what it is about
     * @param course all lessons, in order
     * @param markup of this page alone
     * @param parts what belongs between its texts
     * @param repository where GitHub has the project; empty when that is not known
     */
    LessonPage(Lesson lesson, List<Lesson> course, Markup markup, Parts parts, String repository) {
        this.lesson = lesson;
        this.course = course;
        this.markup = markup;
        this.parts = parts;
        this.repository = repository;
    }

    /** The name of a lesson's picture on the site. */
    static String picture(Lesson lesson) {
        return lesson.name() + ".svg";
    }

    /** The name of a lesson's page. */
    static String file(Lesson lesson) {
        return lesson.name() + ".html";
    }

    String html() {
        LessonText text = LessonText.of(lesson);
        StringBuilder html = new StringBuilder();
        html.append("<p class=\"kicker\"><a href=\"course.html\">Course</a> · Lesson ");
        html.append(lesson.number()).append(" · ").append(lesson.minutes()).append(" min</p>\n");
        html.append("<h1>").append(CodeColours.escape(lesson.title())).append("</h1>\n");
        html.append(markup.blocks(text.introduction()).replaceFirst("<p>", "<p class=\"lede\">"));
        html.append(steps());
        boolean isInAbout = false;
        int number = 0;
        for (LessonText.Section section : text.sections()) {
            boolean isAbout = ABOUT.contains(section.id());
            if (isAbout != isInAbout) {
                html.append(isAbout ? "<section class=\"about\">\n" : "</section>\n");
                isInAbout = isAbout;
            }
            Optional<LessonStep> step = lesson.step(section.id());
            number += step.isPresent() ? 1 : 0;
            html.append(heading(section, step.isPresent() ? number : 0));
            html.append(step.map(s -> step(s, section)).orElseGet(() -> plain(section)));
        }
        return html.append(around()).toString();
    }

    private static String heading(LessonText.Section section, int number) {
        String anchor = section.id().replace(' ', '-');
        String title = CodeColours.escape(section.title());
        return number == 0
                ? "<h2 id=\"" + anchor + "\">" + title + "</h2>\n"
                : "<h2 id=\"%s\" class=\"step\"><span class=\"n\">%d</span>%s</h2>\n"
                        .formatted(anchor, number, title);
    }

    private String plain(LessonText.Section section) {
        return markup.blocks(withoutMarkers(section.markdown()));
    }

    private String step(LessonStep step, LessonText.Section section) {
        String html = asked(step, section.markdown());
        return switch (step.id()) {
            case "step" -> html + here(parts.game(), HERE_PLAY);
            case "explain" -> gate() + "<div class=\"gated\">\n" + html + "</div>\n";
            case "fix" -> html + parts.patches() + (step.isExercise() ? editor() : "");
            case "replay" -> html + here(parts.replay(), HERE_REPLAY);
            default -> html;
        };
    }

    /** A part of the page, below what there is to say of it; the text of the step is the kit's. */
    private static String here(String part, String words) {
        return part.isEmpty() ? "" : "<p class=\"small soft\">" + words + "</p>\n" + part;
    }

    /** The text of a step; a question's options stand where the text lists them. */
    private String asked(LessonStep step, String markdown) {
        if (!step.isQuestion()) {
            return blocks(markdown);
        }
        String question = QuestionHtml.of(lesson, step, markup);
        var options = Lesson.optionsOf(step.id()).matcher(markdown);
        if (!options.find()) {
            return blocks(markdown) + question;
        }
        return blocks(markdown.substring(0, options.start()))
                + question
                + blocks(markdown.substring(options.end()));
    }

    /** The blocks of a text; where it comes to C, the exercise is beside its counterpart. */
    private String blocks(String markdown) {
        int inC = markdown.indexOf(IN_C);
        if (inC < 0 || lesson.exercise().isEmpty()) {
            return markup.blocks(withoutMarkers(markdown));
        }
        String before = markdown.substring(0, inC + IN_C.length());
        String after = markdown.substring(before.length()).strip() + "\n";
        return markup.blocks(withoutMarkers(before)) + inC(after);
    }

    private String inC(String markdown) {
        String java = lesson.exercise().orElseThrow().files().get(0);
        String exercise = read("exercise/" + java);
        Path program = lesson.folder().resolve(C_PROGRAM);
        Matcher piece = C_BLOCK.matcher(markdown);
        if (Files.exists(program)) {
            String figure = JavaAndC.html(java, exercise, "broken.c", read(C_PROGRAM));
            String cure = markdown.startsWith("```") ? "<p>Here is the cure in C:</p>\n" : "";
            return BESIDE.formatted(lesson.number())
                    + figure
                    + cure
                    + markup.blocks(withoutMarkers(markdown));
        }
        if (!piece.find()) {
            return markup.blocks(withoutMarkers(markdown));
        }
        return markup.blocks(withoutMarkers(markdown.substring(0, piece.start())))
                + JavaAndC.html(java, exercise, "In C", piece.group(1))
                + markup.blocks(withoutMarkers(markdown.substring(piece.end())));
    }

    private String read(String file) {
        try {
            return Files.readString(lesson.folder().resolve(file));
        } catch (IOException e) {
            throw new LessonException("cannot read " + file + " of lesson " + lesson.name(), e);
        }
    }

    /** A picture has a name of its own on the site, where all pages are in one folder. */
    private String withoutMarkers(String markdown) {
        return markdown.replaceAll("(?m)^<!-- .* -->\\n", "")
                .replace("](" + PICTURE + ")", "](" + picture(lesson) + ")");
    }

    private static String gate() {
        return """
        <div class="gate" hidden>
        <p>Predict and play first: the explanation answers both.</p>
        <p><button type="button" class="button open-gate">Show the explanation</button></p>
        </div>
        """;
    }

    private String editor() {
        String codespace =
                repository.isEmpty()
                        ? ""
                        : "<p class=\"row\"><a class=\"button\" href=\"https://codespaces.new/"
                                + repository
                                + "?quickstart=1\">Open a codespace</a></p>";
        return """
        <div class="note"><p><b>Write it yourself.</b> The exercise needs a JDK and no account. In the project’s folder,
        type <code>tools/kit lesson show %d</code>, change <code>%s</code>, and let
        <code>tools/kit lesson watch</code> check each save. %s</p>%s</div>
        """
                .formatted(
                        lesson.number(),
                        CodeColours.escape(
                                String.join(", ", lesson.exercise().orElseThrow().files())),
                        codespace.isEmpty()
                                ? "The folder <code>.devcontainer</code> sets all of it up in a"
                                        + " codespace."
                                : "Or let GitHub set all of it up in your browser:",
                        codespace);
    }

    /** The steps as links, with a mark that the script sets. */
    private String steps() {
        StringBuilder html = new StringBuilder("<ol class=\"steps\" aria-label=\"Steps\">\n");
        for (LessonStep step : lesson.steps()) {
            String name =
                    step.id().substring(0, 1).toUpperCase(Locale.ROOT) + step.id().substring(1);
            html.append("<li data-key=\"").append(lesson.name()).append('/').append(step.id());
            html.append("\"><a href=\"#").append(step.id()).append("\"><span class=\"mark\"");
            html.append(" aria-hidden=\"true\">○</span>").append(name);
            html.append("<span class=\"sr state\"></span></a></li>\n");
        }
        return html.append("</ol>\n").toString();
    }

    private String around() {
        int here = course.indexOf(lesson);
        StringBuilder html = new StringBuilder("<nav class=\"next\" aria-label=\"Lessons\">\n");
        if (here > 0) {
            html.append(link(course.get(here - 1), "← ", ""));
        }
        if (here + 1 < course.size()) {
            html.append(link(course.get(here + 1), "", " →"));
        }
        return html.append("</nav>\n").toString();
    }

    private static String link(Lesson lesson, String before, String after) {
        return "<a class=\"button\" href=\"%s\">%sLesson %d: %s%s</a>\n"
                .formatted(
                        file(lesson),
                        before,
                        lesson.number(),
                        CodeColours.escape(lesson.title()),
                        after);
    }
}
