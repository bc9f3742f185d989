package signalkit.lessons.twoservers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account that a server gives of itself in its last line, STOPPED. Immutable.
 *
 * @param accepted connections that the server accepted
 * @param drained connections that got all of their echo
 * @param aborted connections that the client or the network ended
 * @param refused connections that the server accepted and turned away
 * @param bytesIn bytes that it read and has to echo
 * @param bytesOut bytes of these that it wrote back
 * @param late bytes that it read after its goodbye, and need not echo
 * @param submitted jobs that were offered to the work queue
 * @param run jobs that a worker ran
 * @param rejected jobs that the queue did not accept
 * @param open connections that were open when it stopped
 * @param queued jobs that were in the queue when it stopped
 * @param threads threads of its pool that had not ended when it stopped
 */
public record EndFigures(
        long accepted,
        long drained,
        long aborted,
        long refused,
        long bytesIn,
        long bytesOut,
        long late,
        long submitted,
        long run,
        long rejected,
        long open,
        long queued,
        long threads) {

    private static final List<String> KEYS =
            List.of(
                    "accepted",
                    "drained",
                    "aborted",
                    "refused",
                    "bytes_in",
                    "bytes_out",
                    "late",
                    "submitted",
                    "run",
                    "rejected",
                    "open",
                    "queued",
                    "threads");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /**
     * Reads them out of a log.
     *
     * @param log what the server wrote to its standard output, line by line
     * @return empty when the last line is not STOPPED, or lacks one of the figures
     */
    public static Optional<EndFigures> of(List<String> log) {
        String last = log.isEmpty() ? "" : log.get(log.size() - 1);
        if (!last.startsWith("STOPPED ")) {
            return Optional.empty();
        }
        Map<String, Long> figures = new HashMap<>();
        for (String word : last.split(" ")) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            if (equals > 0 && NUMBER.matcher(value).matches()) {
                figures.put(word.substring(0, equals), Long.parseLong(value));
            }
        }
        return of(figures);
    }

    private static Optional<EndFigures> of(Map<String, Long> figures) {
        if (!figures.keySet().containsAll(KEYS)) {
            return Optional.empty(); // the line was cut off
        }
        return Optional.of(
                new EndFigures(
                        figures.get("accepted"),
                        figures.get("drained"),
                        figures.get("aborted"),
                        figures.get("refused"),
                        figures.get("bytes_in"),
                        figures.get("bytes_out"),
                        figures.get("late"),
                        figures.get("submitted"),
                        figures.get("run"),
                        figures.get("rejected"),
                        figures.get("open"),
                        figures.get("queued"),
                        figures.get("threads")));
    }
}
