package signalkit.explorer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.HtmlPage;
import signalkit.explorer.view.Sources;
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
            names = "--width",
            paramLabel = "N",
            description = "Cut the lines of the table at N characters. Default: $COLUMNS, or 160.")
    private Integer width;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isJson() {
        return json;
    }

    boolean isFile() {
        return html != null;
    }

    /** Whether a person looks: newer JDKs have a console without a terminal, too. */
    static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(JsonObject object) {
        out().println(GSON.toJson(object));
        out().flush();
    }

    void print(Trace trace, Sources sources) {
        new TraceTable(trace, sources).lines(width()).forEach(out()::println);
        out().flush();
    }

    /** What the last line of a table leaves open: how it ended, and what broke nothing. */
    void printEnd(Trace trace, Schedule asked) {
        if (trace.schedule().length() < asked.length()) {
            out().printf(
                            "choices of the schedule that were made: %d of %d;"
                                    + " otherwise the running thread continued%n",
                            trace.schedule().length(), asked.length());
        }
        out().println(trace.finding() == null ? "no failure" : trace.finding());
        for (Trace.Warning warning : trace.warnings()) {
            out().println("warning: " + warning.finding());
            WarningText.lines(trace, warning).forEach(out()::println);
        }
        out().flush();
    }

    private int width() {
        if (width != null) {
            return width;
        }
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}")
                ? Integer.parseInt(columns)
                : TraceTable.WIDTH;
    }

    /** Writes the page, if one is wanted. */
    void writePage(Trace trace, Sources sources) {
        if (html == null) {
            return;
        }
        try {
            Files.writeString(html, HtmlPage.of(trace, sources));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot write " + html + ": name a file in a folder that exists");
        }
    }
}
