package signalkit.shell.view;

import java.util.List;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.posix.inspect.LockInfo;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Table;

/** Shows the locks of a server, and what is wrong with them. */
public final class LockView {
    private LockView() {}

    /**
     * Who holds each lock, and who waits for it.
     *
     * @param locks of a server
     * @return a row for each lock
     */
    public static Table table(List<LockInfo> locks) {
        Table table = new Table("LOCK", "KIND", "HELD BY", "WAITING");
        for (LockInfo lock : locks) {
            String owner = lock.getOwner() == null ? "-" : lock.getOwner();
            table.row(
                    Style.TITLE.of(lock.getName()),
                    lock.getKind(),
                    lock.isOwnerEnded() ? Style.BAD.of(owner + " (ended)") : owner,
                    lock.getWaiters().isEmpty() ? "-" : String.join(", ", lock.getWaiters()));
        }
        return table;
    }

    /**
     * Draws one thing that is wrong; the frames of a handler stand out.
     *
     * @param screen where to
     * @param fault what is wrong
     */
    public static void print(Screen screen, Diagnosis fault) {
        screen.line(Style.BAD.of(fault.verdict()));
        for (String line : fault.drawing()) {
            boolean handler = line.contains("[SIG");
            screen.line("  " + (handler ? Style.BAD.of(line) : line));
        }
    }
}
