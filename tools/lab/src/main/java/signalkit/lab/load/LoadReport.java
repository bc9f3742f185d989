package signalkit.lab.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load generator counted, up to now or at its end.
 *
 * @param connections made, those that were refused not counted
 * @param open of them, still open
 * @param answered connections of which at least one message was echoed
 * @param messages echoed whole
 * @param sent bytes that the clients handed to the system
 * @param received bytes that came back
 * @param racedBytes those of the sent bytes that went to connections which {@link
 *     ClientOutcome#RACED}
 * @param outcomes of the connections that have ended
 * @param latency of the messages, in nanoseconds from when each was due; a copy
 */
public record LoadReport(
        long connections,
        long open,
        long answered,
        long messages,
        long sent,
        long received,
        long racedBytes,
        Map<ClientOutcome, Long> outcomes,
        Histogram latency) {

    /** A copy of the map keeps the record constant. */
    public LoadReport {
        Map<ClientOutcome, Long> copy = new EnumMap<>(ClientOutcome.class);
        copy.putAll(outcomes);
        outcomes = copy;
    }

    /**
     * How many connections ended in one way.
     *
     * @param outcome the way
     * @return 0 or more
     */
    public long count(ClientOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /**
     * Bytes that did not come back, those of raced connections not counted.
     *
     * @return 0 when all is in order
     */
    public long missing() {
        return sent - racedBytes - received;
    }

    /**
     * Whether no client has lost anything and none is refused.
     *
     * @return true when all that have ended were served
     */
    public boolean isClean() {
        return outcomes.keySet().stream().allMatch(each -> each == ClientOutcome.SERVED);
    }

    /**
     * A quantile of the latency.
     *
     * @param percent such as 99.9
     * @return milliseconds, or 0 when no message came back
     */
    public double latencyMillis(double percent) {
        return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percent) / 1e6;
    }
}
