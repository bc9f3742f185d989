package signalkit.course.teach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import signalkit.cli.FileReason;
import signalkit.course.AnswerOption;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;

/**
 * The slides of a lesson, made from its text: one for each heading.
 *
 * <p>A slide shows what can be taken in at a glance: the first sentence, short code, pictures,
 * lists and tables. The whole text of the section is in the notes, and so are the answers of a
 * question. The page needs neither a server nor a script.
 */
public final class Slides {
    private static final int CODE_LINES = 24;
    private static final int ITEMS = 7;
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final Lesson lesson;
    private final Parser parser = Parser.builder().extensions(TABLES).build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).build();
    private final TextContentRenderer plain =
            TextContentRenderer.builder().extensions(TABLES).build();

    /**
     * Makes slides.
     *
     * @param lesson whose text they show
     */
    public Slides(Lesson lesson) {
        this.lesson = lesson;
    }

    /**
     * Writes the page.
     *
     * @param folder where; made when it is missing
     * @return the file
     */
    public Path write(Path folder) {
        Path file = folder.resolve(lesson.name() + ".html");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, page());
            return file;
        } catch (IOException e) {
            throw new LessonException("cannot write " + file + ": " + FileReason.of(e), e);
        }
    }

    /** The whole page. */
    String page() throws IOException {
        String title = "Lesson " + lesson.number() + ": " + escaped(lesson.title());
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        page.append("<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.append("<title>").append(title).append("</title>\n<style>\n");
        page.append(css()).append("</style>\n</head>\n<body>\n");
        page.append("<input class=\"toggle\" type=\"checkbox\" id=\"notes\" checked>\n");
        page.append("<label class=\"toggle\" for=\"notes\">&emsp;&emsp;Show the notes</label>\n");
        slides().forEach(slide -> page.append(slide.html()));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String css() throws IOException {
        try (InputStream in = Slides.class.getResourceAsStream("slides.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Slide> slides() {
        List<Slide> slides = new ArrayList<>();
        Slide slide = new Slide(escaped(lesson.title()));
        boolean isQuestion = false;
        Node node = parser.parse(lesson.readme()).getFirstChild();
        for (; node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String name = text(heading);
                if (heading.getLevel() > 1) {
                    keep(slide, slides);
                    slide = new Slide(escaped(name));
                }
                isQuestion = heading.getLevel() > 1 && ask(slide, question(name));
            } else {
                add(slide, node, isQuestion);
            }
        }
        keep(slide, slides);
        return slides;
    }

    private static void keep(Slide slide, List<Slide> slides) {
        if (!slide.isEmpty()) {
            slides.add(slide);
        }
    }

    /** The step that a section asks: its own, or, of «Question», that of the explanation. */
    private Optional<LessonStep> question(String section) {
        String id = section.toLowerCase(Locale.ROOT);
        return lesson.step(id.equals("question") ? "explain" : id)
                .filter(step -> !id.equals("explain"))
                .filter(step -> !step.options().isEmpty());
    }

    /** Puts the answers into the notes; whether there is a question. */
    private boolean ask(Slide slide, Optional<LessonStep> question) {
        question.ifPresent(
                step -> {
                    StringBuilder answers = new StringBuilder("<ul>\n");
                    for (AnswerOption option : step.options()) {
                        String mark = option.right() ? "<b>right:</b> " : "";
                        answers.append("<li>").append(mark).append(inline(option.text()));
                        answers.append("<br>").append(inline(option.why())).append("</li>\n");
                    }
                    slide.note(answers.append("</ul>\n").toString());
                });
        return question.isPresent();
    }

    private void add(Slide slide, Node node, boolean isQuestion) {
        String block = html.render(node);
        if (node instanceof HtmlBlock) {
            return; // A marker for the tests of the text.
        }
        if (node instanceof FencedCodeBlock code) {
            boolean isShort = code.getLiteral().lines().count() <= CODE_LINES;
            put(slide, block, isShort);
        } else if (node instanceof BulletList || node instanceof OrderedList) {
            put(slide, block, children(node) <= ITEMS);
        } else if (node instanceof TableBlock) {
            slide.show(block);
        } else if (node instanceof Paragraph) {
            if (isQuestion) {
                slide.show(block);
            } else {
                if (slide.showsNothing()) {
                    slide.show("<p>" + escaped(firstSentence(text(node))) + "</p>\n");
                }
                slide.note(block);
            }
        } else {
            slide.note(block);
        }
    }

    private static void put(Slide slide, String block, boolean isShown) {
        if (isShown) {
            slide.show(block);
        } else {
            slide.note(block);
        }
    }

    private static int children(Node node) {
        int count = 0;
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            count++;
        }
        return count;
    }

    private String text(Node node) {
        return plain.render(node).replace('\n', ' ').strip();
    }

    static String firstSentence(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int end = sentences.next();
        return end == BreakIterator.DONE ? text : text.substring(0, end).strip();
    }

    private String inline(String markdown) {
        return html.render(parser.parse(markdown)).strip().replaceAll("^<p>|</p>$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
