package signalkit.explorer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.cli.Paragraph;
import signalkit.cli.Style;
import signalkit.cli.Window;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.HtmlPage;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.TraceSvg;
import signalkit.explorer.view.TraceTable;
import signalkit.explorer.view.WarningText;

/** Options that say how a trace is shown. */
final class TraceOutput {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().create();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the trace as one page to step through in a browser.")
    private Path html;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Write the trace as a picture: a lane per thread, handlers on top.")
    private Path svg;

    @Option(
            names = "--width",
            paramLabel = "N",
            description =
                    "Cut the lines of the table at N characters, 40 or more. Default: the"
                            + " window's width, or 160.")
    private Integer width;

    private static final int LEAST_WIDTH = 40;

    @Option(
            names = "--all-steps",
            description =
                    "Show each read and write that the first thread makes before there is a second"
                            + " one. Default: many of them share a line.")
    private boolean allSteps;

    @Option(names = "--warnings", description = "Show the stacks of each warning, too.")
    private boolean warnings;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isJson() {
        return json;
    }

    boolean isFile() {
        return html != null || svg != null;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(JsonObject object) {
        out().println(GSON.toJson(object));
        out().flush();
    }

    void print(Trace trace, Sources sources) {
        TraceTable whole = new TraceTable(trace, sources);
        TraceTable table = allSteps ? whole : whole.folded();
        List<Trace.Step> steps = table.firstSteps();
        List<List<String>> blocks = table.blocks(width());
        Window window = Window.now();
        for (int i = 0; i < blocks.size(); i++) {
            boolean handler = i > 0 && steps.get(i - 1).depth() > 0;
            Style style = i == 0 ? Style.TITLE : Style.BAD;
            boolean plain = !window.hasColours() || i > 0 && !handler;
            for (String line : blocks.get(i)) {
                out().println(plain ? line : window.shown(style.of(line)));
            }
        }
        out().flush();
    }

    /** Prints a text that fits the window, in a style. */
    void say(Style style, String text) {
        sayLines(style, "", text);
    }

    /** Prints what is less important, and all that was printed before. */
    void note(String format, Object... values) {
        say(Style.FAINT, String.format(Locale.ROOT, format, values));
        out().flush();
    }

    /** A number and what is counted. */
    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** Whether a warning is shown with its stacks. */
    boolean hasStacks() {
        return warnings;
    }

    /** The stacks of a warning, each line as far to the right as it was. */
    void sayStack(List<String> lines) {
        for (String line : lines) {
            String bare = line.stripLeading();
            Style style = bare.startsWith("──") ? Style.BAD : Style.FAINT;
            sayLines(style, " ".repeat(line.length() - bare.length()), bare);
        }
    }

    private void sayLines(Style style, String prefix, String text) {
        Window window = Window.now();
        for (String line : Paragraph.wrap(prefix, text, window.width())) {
            out().println(window.hasColours() ? window.shown(style.of(line)) : line);
        }
    }

    /** What the last line of a table leaves open: how it ended, and what broke nothing. */
    void printEnd(Trace trace, Schedule asked) {
        if (trace.schedule().length() < asked.length()) {
            out().printf(
                            "choices of the schedule that were made: %d of %d;"
                                    + " otherwise the running thread continued%n",
                            trace.schedule().length(), asked.length());
        }
        if (trace.finding() == null) {
            say(Style.GOOD, "no failure");
        } else {
            say(Style.BAD, trace.finding().toString());
        }
        for (Trace.Warning warning : trace.warnings()) {
            say(Style.WARN, "warning: " + warning.finding());
            if (warnings || warning.finding().equals(trace.finding())) {
                sayStack(WarningText.lines(trace, warning));
            }
        }
        out().flush();
    }

    private int width() {
        if (width != null) {
            return Math.max(LEAST_WIDTH, width);
        }
        Window window = Window.now();
        return window.width() == Integer.MAX_VALUE ? TraceTable.WIDTH : window.width();
    }

    /** Writes the page and the picture that are wanted. */
    void writePage(Trace trace, Sources sources) {
        if (html != null) {
            write(html, HtmlPage.of(trace, sources));
        }
        if (svg != null) {
            write(svg, TraceSvg.of(trace, sources));
        }
    }

    /** Why a file cannot be written: there is no such folder, or what the system says. */
    static String unwritable(Path file, IOException error) {
        String reason = error.getMessage();
        if (error instanceof NoSuchFileException) {
            reason = "name a file in a folder that exists";
        } else if (error instanceof FileSystemException known && known.getReason() != null) {
            reason = known.getReason();
        }
        return "cannot write " + file + ": " + reason;
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            spec.commandLine()
                    .getErr()
                    .println(
                            "wrote "
                                    + file
                                    + "; open it in a browser: "
                                    + file.toAbsolutePath().toUri());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), unwritable(file, e));
        }
    }
}
