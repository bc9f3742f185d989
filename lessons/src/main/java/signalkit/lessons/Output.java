package signalkit.lessons;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import signalkit.lessons.check.Result;
import signalkit.shell.console.Style;

/** Writes for a person, in colour on a terminal. */
final class Output {
    private static final int WIDTH = 88;
    private static final int BAR = 30;

    private final PrintWriter out;

    Output(PrintWriter out) {
        this.out = out;
    }

    void line(String markup) {
        out.println(Ansi.AUTO.string(markup));
        out.flush();
    }

    /** Text that is not ours, so that nothing in it is taken for markup. */
    void raw(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Markdown as a terminal shows it best: nearly as it is. */
    void markdown(String text) {
        boolean fenced = false;
        boolean comment = false;
        for (String line : text.lines().toList()) {
            comment |= line.startsWith("<!--");
            if (comment) {
                comment = !line.endsWith("-->");
            } else if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced) {
                line("    " + Style.CODE.of(line));
            } else {
                wrap(line.replace("**", ""));
            }
        }
    }

    private void wrap(String paragraph) {
        String indent = paragraph.startsWith("- ") ? "  " : "";
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (line.length() + word.length() >= WIDTH && !line.isEmpty()) {
                out.println(line);
                line = new StringBuilder(indent);
            }
            line.append(line.isEmpty() || line.toString().isBlank() ? "" : " ").append(word);
        }
        out.println(line);
        out.flush();
    }

    void bar(int done, int all, String after) {
        int full = all == 0 ? 0 : done * BAR / all;
        line(
                "["
                        + Style.GOOD.of("#".repeat(full))
                        + "-".repeat(BAR - full)
                        + "] "
                        + done
                        + " of "
                        + all
                        + " steps"
                        + after);
    }

    /** A result in context: what was expected beside what was found, then the run. */
    void result(Grader.Grade grade) {
        Result result = grade.result();
        String size = result.schedules() > 0 ? " (" + runs(result.schedules()) : " (";
        String rest = size + (size.length() > 2 ? ", " : "") + grade.millis() + " ms)";
        if (result.passed()) {
            raw(result.trace().stream().map(text -> "  " + text).toList());
            line(Style.GOOD.of("passed") + ": " + result.summary() + rest);
            return;
        }
        line(Style.BAD.of("failed") + ": " + result.summary() + rest);
        if (!result.expected().isEmpty()) {
            line("  expected: " + Style.GOOD.of(result.expected()));
            line("  found:    " + Style.BAD.of(result.found()));
        }
        if (!result.trace().isEmpty()) {
            out.println();
            raw(result.trace().stream().map(text -> "  " + text).toList());
        }
    }

    static String runs(long count) {
        return String.format("%,d %s", count, count == 1 ? "run" : "runs");
    }
}
