package signalkit.course.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.cli.Pager;
import signalkit.cli.Style;
import signalkit.cli.Window;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;

/** Writes for a person, in colour on a terminal. */
final class CourseOutput {
    private static final int WIDTH = 88;
    private static final int BAR = 30;

    /** A link in Markdown: to a page of the net, whose address is shown, or to a file. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)]*)\\)");

    /** Lines that begin something of their own: an item, a heading, a table's row, a picture. */
    private static final Predicate<String> STANDS_ALONE =
            Pattern.compile("^(- |\\d+\\. |#|\\||<!--|!\\[)").asPredicate();

    private final TerminalWidth width;
    private PrintWriter out;

    CourseOutput(PrintWriter out, TerminalWidth width) {
        this.out = out;
        this.width = width;
    }

    /** Shows a long text in pages, where there is a window that it could run out of. */
    void paged(Runnable text) {
        PrintWriter window = out;
        Pager.show(
                window,
                pages -> {
                    out = pages;
                    try {
                        text.run();
                    } finally {
                        out = window;
                    }
                });
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    TerminalWidth width() {
        return width;
    }

    void line(String markup) {
        print(Window.now().shown(markup));
    }

    /** Text that is not ours, so that nothing in it is taken for markup. */
    void raw(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Markdown as a terminal shows it best: nearly as it is, paragraphs as wide as it is. */
    void markdown(String text) {
        boolean fenced = false;
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean fence = line.startsWith("```");
            boolean goesOn = !fenced && !fence && !line.isBlank() && !STANDS_ALONE.test(line);
            if (!goesOn && !paragraph.isEmpty()) {
                wrap(paragraph.toString());
                paragraph.setLength(0);
            }
            if (fence) {
                fenced = !fenced;
            } else if (fenced) {
                line("    " + Style.CODE.of(line));
            } else if (goesOn || line.matches("(- |\\d+\\. ).*")) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
            } else if (!line.startsWith("<!--") && !line.startsWith("![")) {
                line(line.startsWith("#") ? Style.TITLE.of(line.replaceFirst("#+ ", "")) : line);
            }
        }
        if (!paragraph.isEmpty()) {
            wrap(paragraph.toString());
        }
    }

    /** A remark beside the matter; nothing in it is markup. */
    void faint(String text) {
        width.wrap(text, WIDTH, "").forEach(each -> line(Style.FAINT.of(each)));
    }

    /** A paragraph in which nothing is markup. */
    void prose(String text) {
        wrap(text);
    }

    private void wrap(String paragraph) {
        String indent = paragraph.startsWith("- ") ? "  " : "";
        raw(width.wrap(withoutLinks(paragraph.replace("**", "")), WIDTH, indent));
    }

    private static String withoutLinks(String paragraph) {
        return LINK.matcher(paragraph)
                .replaceAll(
                        link -> {
                            String page =
                                    link.group(2).startsWith("http")
                                            ? " (" + link.group(2) + ")"
                                            : "";
                            return Matcher.quoteReplacement(link.group(1) + page);
                        });
    }

    /** How much of the work is done; what it says comes before the picture of it. */
    void bar(int done, int all, String after) {
        String text = " " + done + " of " + all + " steps" + after;
        int room = Math.max(0, Math.min(BAR, width.atMost(WIDTH) - text.length() - 2));
        int full = all == 0 ? 0 : done * room / all;
        line("[" + Style.GOOD.of("#".repeat(full)) + "-".repeat(room - full) + "]" + text);
    }

    /** A result in context: what was expected beside what was found, then the run. */
    void result(Grader.Grade grade) {
        CheckResult result = grade.result();
        String size = result.schedules() > 0 ? " (" + runs(result.schedules()) : " (";
        String rest = size + (size.length() > 2 ? ", " : "") + grade.millis() + " ms)";
        if (result.passed()) {
            raw(result.trace().stream().map(text -> "  " + text).toList());
            verdict(Style.GOOD, "passed", ": " + result.summary() + rest);
            return;
        }
        verdict(Style.BAD, "failed", ": " + result.summary() + rest);
        if (!result.expected().isEmpty()) {
            line("  expected: " + Style.GOOD.of(result.expected()));
            line("  found:    " + Style.BAD.of(result.found()));
        }
        if (!result.trace().isEmpty()) {
            out.println();
            raw(result.trace().stream().map(text -> "  " + text).toList());
        }
    }

    /** One line, or as many as the terminal needs. */
    private void verdict(Style style, String word, String text) {
        int columns = width.atMost(Integer.MAX_VALUE);
        StringBuilder line = new StringBuilder();
        int used = word.length();
        for (String next : text.split(" ")) {
            if (used + next.length() >= columns) {
                line.append("\n ");
                used = 1;
            }
            line.append(line.isEmpty() ? "" : " ").append(next);
            used += next.length() + 1;
        }
        line(style.of(word) + line);
    }

    static String runs(long count) {
        return String.format("%,d %s", count, count == 1 ? "run" : "runs");
    }
}
