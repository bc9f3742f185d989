package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signalkit.lab.fault.Fault;
import signalkit.lab.fault.FaultOutcome;
import signalkit.lab.fault.Faults;
import signalkit.lab.server.ServerKind;
import signalkit.shell.interpreter.ShellCommand;

/**
 * The table of {@code docs/faults.md} has each fault, with the outcomes of the newest result file.
 *
 * <p>{@code -Dsignalkit.pages.write=true} writes the table again.
 */
class FaultPageTest {
    // Maven runs tests in the module's folder.
    private static final Path DOCS = Path.of("../../docs");
    private static final Path PAGE = DOCS.resolve("faults.md");
    private static final String START = "<!-- generated: faults -->\n";
    private static final String END = "<!-- end -->\n";

    /** A result file, as {@code docs/results/record} writes it. */
    private record Result(
            String date, String machine, String java, String command, List<Row> output) {}

    /** One fault on one server, as {@code faults --json} prints it. */
    private record Row(
            String fault,
            ServerKind server,
            FaultOutcome outcome,
            FaultOutcome.Promise result,
            String text) {
        Row(String fault, ServerKind server, FaultOutcome outcome) {
            this(fault, server, outcome, null, null);
        }

        /** Until 30 November 2026, files had the outcome as an object. */
        FaultOutcome seen() {
            return outcome != null ? outcome : new FaultOutcome(result, text);
        }
    }

    @Test
    void page_shows_the_newest_results() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page(page, Faults.all(), newest());
        if (Boolean.getBoolean("signalkit.pages.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertEquals(
                    expected,
                    page,
                    "-Dsignalkit.pages.write=true writes " + PAGE.getFileName() + " again");
        }
    }

    @Test
    void page_without_a_fault_or_with_another_outcome_is_noticed() throws IOException {
        String page = Files.readString(PAGE);
        List<Fault> fewer = Faults.all().subList(1, Faults.all().size());
        assertNotEquals(page, page(page, fewer, newest()));

        Result result = newest();
        List<Row> other = new ArrayList<>(result.output());
        Row first = other.get(0);
        FaultOutcome wrong = new FaultOutcome(FaultOutcome.Promise.BROKEN, "hangs");
        other.set(0, new Row(first.fault(), first.server(), wrong));
        Result changed =
                new Result(result.date(), result.machine(), result.java(), result.command(), other);
        assertNotEquals(page, page(page, Faults.all(), changed));
    }

    @Test
    void page_without_marks_is_refused() {
        assertThrows(
                IllegalArgumentException.class, () -> page("# Faults\n", Faults.all(), newest()));
    }

    private static Result newest() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("results"))) {
            Path newest =
                    files.filter(file -> file.getFileName().toString().endsWith("-faults.json"))
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
            return ShellCommand.gson().fromJson(Files.readString(newest), Result.class);
        }
    }

    private static String page(String page, List<Fault> faults, Result result) {
        int start = page.indexOf(START);
        int end = page.indexOf(END);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(PAGE + " has no marks for its table");
        }
        StringBuilder text = new StringBuilder(page.substring(0, start + START.length()));
        text.append(faults.size()).append(" faults, `").append(result.command()).append("`, ");
        text.append(result.date()).append(", ").append(result.machine()).append(", Java ");
        text.append(result.java())
                .append(
                        ":\n\n"
                                + "| Fault | What happens | echo-safe | echo-unsafe |\n"
                                + "|---|---|---|---|\n");
        for (Fault fault : faults) {
            text.append("| `").append(fault.name()).append("` | ").append(fault.description());
            text.append(" | ").append(cell(fault, ServerKind.SAFE, result));
            text.append(" | ").append(cell(fault, ServerKind.UNSAFE, result)).append(" |\n");
        }
        return text.append(page.substring(end)).toString();
    }

    private static String cell(Fault fault, ServerKind server, Result result) {
        return result.output().stream()
                .filter(row -> row.fault().equals(fault.name()) && row.server() == server)
                .map(row -> cell(row.seen()))
                .findFirst()
                .orElse("not recorded yet");
    }

    private static String cell(FaultOutcome outcome) {
        // An older result file may say the same twice.
        String text =
                Arrays.stream(outcome.text().split("; "))
                        .distinct()
                        .collect(Collectors.joining("; "))
                        .replace("|", "\\|")
                        .replaceAll("\\s+", " ");
        return switch (outcome.promise()) {
            case KEPT -> "ok: " + text;
            case BROKEN -> "**bad:** " + text;
            case UNTRIED -> "not tried: " + text;
        };
    }
}
