package signalkit.shell.server;

import java.util.List;
import java.util.Map;
import signalkit.echo.server.ServerMXBean;
import signalkit.posix.LockInfo;
import signalkit.posix.ThreadReport;
import signalkit.shell.console.Style;
import signalkit.shell.console.Table;

/**
 * What a server showed of itself through JMX, its parts read one after the other.
 *
 * @param state of its last transition
 * @param queue the connections that wait for a worker, the next one first
 * @param workers a line each
 * @param counters of the STOPPED line
 * @param locks a row for each
 * @param threads a report for each
 */
public record Snapshot(
        String state,
        List<String> queue,
        List<String> workers,
        Map<String, Long> counters,
        List<LockInfo> locks,
        List<ThreadReport> threads) {

    static Snapshot of(ServerMXBean bean) {
        return new Snapshot(
                bean.getState(),
                bean.getQueue(),
                bean.getWorkers(),
                bean.getCounters(),
                bean.getLocks(),
                bean.getThreads());
    }

    /**
     * Who holds each lock, and who waits for it.
     *
     * @return a row for each lock
     */
    public Table lockTable() {
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
}
