package signalkit.lab.server;

import java.util.List;
import java.util.Map;
import signalkit.echo.server.ServerMXBean;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;

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
                bean.getState().name(),
                bean.getQueue(),
                bean.getWorkers(),
                bean.getCounters(),
                bean.getLocks(),
                bean.getThreads());
    }
}
