package signalkit.course.teach;

import java.util.ArrayList;
import java.util.List;

/**
 * One slide while it is made: HTML for the wall, and HTML for the one who speaks. Not thread-safe.
 */
final class Slide {
    private final String title;
    private final List<String> shown = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Slide(String title) {
        this.title = title;
    }

    void show(String html) {
        shown.add(html);
    }

    void note(String html) {
        notes.add(html);
    }

    boolean isEmpty() {
        return shown.isEmpty() && notes.isEmpty();
    }

    boolean showsNothing() {
        return shown.isEmpty();
    }

    String html() {
        StringBuilder html = new StringBuilder("<section>\n<h2>" + title + "</h2>\n");
        shown.forEach(html::append);
        if (!notes.isEmpty()) {
            html.append("<aside>\n");
            notes.forEach(html::append);
            html.append("</aside>\n");
        }
        return html.append("</section>\n").toString();
    }
}
