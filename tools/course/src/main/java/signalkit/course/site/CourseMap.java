package signalkit.course.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;

/**
 * The course as a list with arcs beside it: each leads from a lesson to one that relies on it.
 *
 * <p>What a lesson relies on is what its section "Before you start" links to. The list names all of
 * that. The drawing leaves out an arc that a chain of others implies, so that it can be followed.
 */
final class CourseMap {
    private static final Pattern LINK = Pattern.compile("\\]\\(\\.\\./(\\d\\d-[^/)]+)/README\\.md");

    /** In units of the drawing: the height of a row, and the distance of two arcs. */
    private static final int ROW = 88;

    private static final int LANE = 13;

    private final List<Lesson> lessons;
    private final List<int[]> arcs = new ArrayList<>();
    private final Map<Lesson, List<Lesson>> needs = new LinkedHashMap<>();

    CourseMap(List<Lesson> lessons) {
        this.lessons = lessons;
        Map<String, Lesson> byName = new HashMap<>();
        lessons.forEach(lesson -> byName.put(lesson.name(), lesson));
        for (Lesson lesson : lessons) {
            List<Lesson> needed = new ArrayList<>();
            Matcher link = LINK.matcher(lesson.text("before you start"));
            while (link.find()) {
                Lesson other = byName.get(link.group(1));
                if (other != null && other.number() < lesson.number() && !needed.contains(other)) {
                    needed.add(other);
                }
            }
            needs.put(lesson, needed);
            for (Lesson other : needed) {
                if (needed.stream().noneMatch(between -> relies(between, other))) {
                    arcs.add(new int[] {lessons.indexOf(other), lessons.indexOf(lesson)});
                }
            }
        }
    }

    private boolean relies(Lesson lesson, Lesson on) {
        return needs.get(lesson).stream().anyMatch(other -> other == on || relies(other, on));
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"map\">\n").append(drawing());
        html.append("<ol>\n");
        for (Lesson lesson : lessons) {
            html.append("<li data-lesson=\"").append(lesson.name()).append("\" data-steps=\"");
            html.append(String.join(" ", lesson.steps().stream().map(LessonStep::id).toList()));
            html.append("\"><a href=\"").append(LessonPage.file(lesson)).append("\"><b>");
            html.append("<span class=\"number\">").append(lesson.number()).append("</span>");
            html.append(CodeColours.escape(lesson.title())).append("</b></a><span class=\"soft\">");
            html.append(lesson.minutes()).append(" min").append(needed(lesson));
            html.append("</span><span class=\"progress\"></span></li>\n");
        }
        return html.append("</ol>\n</div>\n").toString();
    }

    private String needed(Lesson lesson) {
        List<String> numbers =
                needs.get(lesson).stream()
                        .map(Lesson::number)
                        .sorted()
                        .map(String::valueOf)
                        .toList();
        return numbers.isEmpty()
                ? ""
                : " · builds on lesson" + (numbers.size() > 1 ? "s " : " ") + joined(numbers);
    }

    private static String joined(List<String> words) {
        int last = words.size() - 1;
        return last == 0
                ? words.get(0)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Arcs on the left of the list; a long one is further out, so that few of them cross. */
    private String drawing() {
        arcs.sort((a, b) -> Integer.compare(a[1] - a[0], b[1] - b[0]));
        List<List<int[]>> lanes = new ArrayList<>();
        StringBuilder paths = new StringBuilder();
        Map<int[], Integer> laneOf = new HashMap<>();
        for (int[] arc : arcs) {
            int lane = 0;
            while (lane < lanes.size() && lanes.get(lane).stream().anyMatch(o -> overlap(o, arc))) {
                lane++;
            }
            if (lane == lanes.size()) {
                lanes.add(new ArrayList<>());
            }
            lanes.get(lane).add(arc);
            laneOf.put(arc, lane);
        }
        int width = lanes.size() * LANE + 24;
        for (int[] arc : arcs) {
            int x = width - 16 - (laneOf.get(arc) + 1) * LANE;
            int from = arc[0] * ROW + ROW / 2 + 4;
            int to = arc[1] * ROW + ROW / 2 - 4;
            int edge = width - 8;
            paths.append(
                    "<path d=\"M%d %d H%d Q%d %d %d %d V%d Q%d %d %d %d H%d\"/>"
                            .formatted(
                                    edge, from, x + 8, x, from, x, from + 8, to - 8, x, to, x + 8,
                                    to, edge - 5));
            paths.append("<path class=\"tip\" d=\"M%d %d l-6 -4 v8 z\"/>".formatted(edge, to));
        }
        return "<svg viewBox=\"0 0 %d %d\" width=\"%d\" aria-hidden=\"true\">%s</svg>\n"
                .formatted(width, lessons.size() * ROW, width, paths);
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[1] && b[0] < a[1];
    }
}
