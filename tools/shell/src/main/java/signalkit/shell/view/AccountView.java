package signalkit.shell.view;

import java.util.ArrayList;
import java.util.List;
import signalkit.cli.Style;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Transition;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Table;

/** Shows the account that a server gives when it ends, and says what does not add up. */
public final class AccountView {
    private final Transition line;
    private final List<String> faults = new ArrayList<>();

    private AccountView(Transition line) {
        this.line = line;
    }

    /**
     * Prints the account of a server that has ended; nothing when it gave none.
     *
     * @param screen where to
     * @param server whose account
     */
    public static void print(Screen screen, ServerProcess server) {
        server.log().last("STOPPED").ifPresent(line -> new AccountView(line).print(screen));
    }

    private void print(Screen screen) {
        long connections = missing("accepted", "drained", "aborted", "refused");
        row(
                screen,
                "connections",
                sum("accepted", connections, "drained", "aborted", "refused"),
                connections,
                connections == 1
                        ? "client was accepted and never told anything"
                        : "clients were accepted and never told anything");
        long jobs = missing("submitted", "run", "rejected");
        row(
                screen,
                "jobs",
                sum("submitted", jobs, "run", "rejected"),
                jobs,
                jobs == 1 ? "job was queued and never run" : "jobs were queued and never run");
        long bytes = missing("bytes_in", "bytes_out");
        String late =
                line.number("late") == 0 ? "" : ", " + Table.count(line.number("late")) + " late";
        row(
                screen,
                "bytes",
                sum("bytes_in", bytes, "bytes_out") + late,
                bytes,
                "bytes were read and never echoed");
        left(screen);
        faults.forEach(fault -> screen.line(Style.BAD.of("  lost: ") + fault));
    }

    private void left(Screen screen) {
        note(line.number("open"), "connections were cut off by the end of the process");
        note(line.number("queued"), "connections still waited in the queue");
        note(line.number("threads"), "threads still ran: nobody joined them");
        if (line.number("forced") > 0) {
            faults.add("the shutdown was forced");
        }
        screen.line(
                Style.FAINT.of("  left behind  ")
                        + left("open")
                        + ", "
                        + left("queued")
                        + ", "
                        + left("threads"));
    }

    private String left(String key) {
        long count = line.number(key);
        String text = Table.count(count) + " " + key;
        return count == 0 ? text : Style.BAD.of(text);
    }

    private void note(long count, String what) {
        if (count != 0) {
            faults.add(Table.count(count) + " " + what);
        }
    }

    private long missing(String whole, String... parts) {
        long rest = line.number(whole);
        for (String part : parts) {
            rest -= line.number(part);
        }
        return rest;
    }

    private String sum(String whole, long missing, String... parts) {
        List<String> terms = new ArrayList<>();
        for (String part : parts) {
            terms.add(Table.count(line.number(part)) + " " + words(part));
        }
        String right = String.join(" + ", terms);
        return Table.count(line.number(whole))
                + " "
                + words(whole)
                + (missing == 0 ? " = " + right : " ≠ " + right);
    }

    private static String words(String key) {
        return switch (key) {
            case "bytes_in" -> "read";
            case "bytes_out" -> "echoed";
            default -> key;
        };
    }

    private void row(Screen screen, String what, String sum, long missing, String fault) {
        note(missing, fault);
        String label = Style.FAINT.of(String.format("  %-13s", what));
        screen.hanging(label, missing == 0 ? sum : Style.BAD.of(sum));
    }
}
