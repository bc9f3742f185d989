package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.schedule.ScheduleChecks;

/**
 * The fix as a choice: the lesson's mutants, its solution and its alternatives as patches of the
 * exercise, each with the verdict of the check.
 *
 * <p>It needs no script: a patch opens, and so does its verdict. Their order says nothing: it is
 * that of their names' hashes.
 */
final class PatchesHtml {
    /** Lines of a run that a page shows: the title with the first steps, and the last ones. */
    private static final int HEAD = 3;

    private static final int END = 20;

    private final Course.Place place;
    private final PatchVerdicts verdicts;
    private final Markup markup;

    PatchesHtml(Course.Place place, PatchVerdicts verdicts, Markup markup) {
        this.place = place;
        this.verdicts = verdicts;
        this.markup = markup;
    }

    /** The patches; without checks, those alone whose verdicts are recorded. */
    String html(boolean checks) throws IOException {
        List<Path> folders = new ArrayList<>(folders(place));
        folders.removeIf(folder -> !checks && !verdicts.knows(folder));
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"patches\" data-key=\"").append(place.key()).append("\">\n");
        html.append("<h3 id=\"patches\">Choose a patch</h3>\n<p>These are patches of the exercise.")
                .append(" Read them, choose one, and run the check on it. At least one is right.")
                .append("</p>\n");
        int number = 1;
        for (Path folder : folders) {
            html.append(patch(number++, folder));
        }
        return html.append("</div>\n").toString();
    }

    /** The patches of an exercise, each a folder, in the order of the page. */
    static List<Path> folders(Course.Place place) throws IOException {
        Lesson lesson = place.lesson();
        List<Path> folders = new ArrayList<>(lesson.mutants());
        folders.removeIf(
                folder ->
                        place.step().files().stream()
                                .noneMatch(file -> Files.exists(folder.resolve(file))));
        folders.addAll(lesson.alternatives());
        folders.add(lesson.folder().resolve("solution"));
        folders.sort(
                Comparator.comparing(
                        folder -> (folder.getFileName().toString() + place.key()).hashCode() * 31));
        return folders;
    }

    private String patch(int number, Path folder) throws IOException {
        List<String> diff = new ArrayList<>();
        for (String file : place.step().files()) {
            Path before = place.lesson().folder().resolve("exercise").resolve(file);
            Path after = folder.resolve(file);
            if (Files.exists(after) && Files.exists(before)) {
                diff.addAll(LineDiff.of(Files.readAllLines(before), Files.readAllLines(after)));
            }
        }
        long added = diff.stream().filter(line -> line.startsWith("+")).count();
        long removed = diff.stream().filter(line -> line.startsWith("-")).count();
        PatchVerdicts.Verdict verdict = verdicts.verdict(folder);
        return "<details class=\"patch\" name=\"patch\" data-right=\""
                + verdict.passed()
                + "\"><summary><b>Patch "
                + number
                + "</b> <span class=\"soft\">+"
                + added
                + " −"
                + removed
                + " lines</span><span class=\"tried\"></span></summary>\n<pre tabindex=\"0\">"
                + "<code>"
                + CodeColours.html("diff", String.join("\n", diff))
                + "</code></pre>\n"
                + verdict(folder, verdict)
                + "</details>\n";
    }

    private String verdict(Path folder, PatchVerdicts.Verdict verdict) {
        StringBuilder html = new StringBuilder();
        html.append("<details class=\"check\"><summary class=\"button\">Run the check</summary>\n");
        html.append("<div class=\"note ")
                .append(verdict.passed() ? "good" : "bad")
                .append("\"><p><b>");
        html.append(!verdict.isDecided() ? "? Open" : verdict.passed() ? right() : "✗ Fails");
        html.append(".</b> ");
        html.append(CodeColours.escape(sentence(verdict.summary()))).append("</p>\n");
        if (verdict.passed()) {
            html.append("<p>").append(markup.line(place.step().why())).append("</p>\n");
        } else {
            List<String> trace = verdict.trace();
            if (!trace.isEmpty()) {
                boolean isRun = trace.get(trace.size() - 1).startsWith("schedule ");
                html.append(isRun ? "<p>This run shows it:</p>\n" : "");
                html.append("<pre tabindex=\"0\"><code>");
                html.append(CodeColours.escape(String.join("\n", ends(trace))));
                html.append("</code></pre>\n");
            }
            html.append("<p>").append(CodeColours.escape(verdict.hint())).append("</p>\n");
        }
        html.append("<p class=\"small soft\">In the kit, this patch is <code>")
                .append(place.lesson().folder().relativize(folder))
                .append("</code>.</p></div></details>\n");
        return html.toString();
    }

    /** A long run as its head and its end, which shows what goes wrong. */
    private static List<String> ends(List<String> trace) {
        if (trace.size() <= HEAD + END) {
            return trace;
        }
        List<String> lines = new ArrayList<>(trace.subList(0, HEAD));
        lines.add("  ⋮");
        lines.addAll(trace.subList(trace.size() - END, trace.size()));
        return lines;
    }

    /** Only a check of all schedules proves something. */
    private String right() {
        return place.lesson().checks() instanceof ScheduleChecks ? "✓ Proved" : "✓ Passes";
    }

    /** What a scene claims is between quotation marks, and a check names it when it is not so. */
    private static String sentence(String summary) {
        if (summary.startsWith("\"")) {
            return "This does not hold: " + summary + ".";
        }
        String start = summary.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return start + summary.substring(1) + (summary.endsWith(".") ? "" : ".");
    }
}
