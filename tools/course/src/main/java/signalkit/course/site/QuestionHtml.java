package signalkit.course.site;

import com.google.gson.Gson;
import java.util.List;
import signalkit.course.AnswerOption;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;

/**
 * A question of a lesson: options to choose from, each with its own explanation, or a field for an
 * answer in words.
 *
 * <p>The page has them in the order of the lesson; a script gives every reader another order.
 */
final class QuestionHtml {
    private QuestionHtml() {}

    /**
     * The question.
     *
     * @param lesson that asks
     * @param step a question
     * @param markup renders what is in the options
     */
    static String of(Lesson lesson, LessonStep step, Markup markup) {
        String key = lesson.name() + "/" + step.id();
        String body = step.options().isEmpty() ? field(step, key) : options(step.options(), markup);
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"question\" data-key=\"").append(key).append("\">\n");
        html.append(body);
        hints(html, step, markup);
        return html.append("</div>\n").toString();
    }

    private static String options(List<AnswerOption> options, Markup markup) {
        StringBuilder html = new StringBuilder("<ul class=\"quiz\">\n");
        for (AnswerOption option : options) {
            html.append("<li data-right=\"").append(option.right()).append("\">");
            html.append("<button type=\"button\" class=\"option\" aria-expanded=\"false\">");
            html.append("<span class=\"letter\" aria-hidden=\"true\">·</span><span>");
            html.append(markup.line(option.text())).append("</span></button>");
            html.append("<p class=\"why\" hidden><b class=\"verdict\">");
            html.append(option.right() ? "Right. " : "Not this one. ").append("</b>");
            html.append(markup.line(option.why())).append("</p></li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    private static String field(LessonStep step, String key) {
        String id = "answer-" + key.replace('/', '-');
        return "<form class=\"answer\" data-answers=\""
                + CodeColours.escape(new Gson().toJson(step.answers()))
                + "\"><label class=\"sr\" for=\""
                + id
                + "\">Your answer</label><input id=\""
                + id
                + "\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"your answer\">"
                + "<button class=\"button\">Answer</button></form>\n"
                + "<p class=\"why note good\" hidden><b>Right.</b> "
                + CodeColours.escape(step.why())
                + "</p>\n<p class=\"no note bad\" hidden><b>Not yet.</b> Look again, or take a"
                + " hint.</p>\n";
    }

    private static void hints(StringBuilder html, LessonStep step, Markup markup) {
        if (step.hints().isEmpty()) {
            return;
        }
        html.append("<details class=\"hints\"><summary>Hints</summary><ol>\n");
        for (String hint : step.hints()) {
            html.append("<li><details><summary>Show this hint</summary><p>");
            html.append(markup.line(hint)).append("</p></details></li>\n");
        }
        html.append("</ol></details>\n");
    }
}
