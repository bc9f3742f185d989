package signalkit.lab.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import signalkit.lab.load.ClientOutcome;

/** Sums over the trials of one plan on one server; not thread-safe. */
public final class TrialSummary {
    private final Map<TrialVerdict, Integer> verdicts = new EnumMap<>(TrialVerdict.class);
    private final Map<String, Integer> hangs = new java.util.TreeMap<>();
    private final Histogram millis = new Histogram(3);
    private TrialResult firstHang;
    private TrialResult firstFault;
    private int runs;
    private int lossyRuns;
    private long clients;
    private long clientsLost;
    private long neverServed;
    private long bytesLost;
    private long late;

    /**
     * Counts a trial.
     *
     * @param result what it showed
     */
    public void add(TrialResult result) {
        runs++;
        TrialVerdict verdict = result.verdict();
        verdicts.merge(verdict, 1, Integer::sum);
        clients += result.clients().connections();
        clientsLost += result.clientsLost();
        neverServed += result.clients().count(ClientOutcome.NEVER_SERVED);
        bytesLost += Math.max(0, result.bytesLost());
        lossyRuns += result.bytesLost() != 0 || result.clientsLost() > 0 ? 1 : 0;
        late += result.stopped().map(line -> line.number("late")).orElse(0L);
        if (verdict == TrialVerdict.HUNG) {
            firstHang = firstHang == null ? result : firstHang;
            String why = result.diagnosis().isEmpty() ? "?" : result.diagnosis().get(0).verdict();
            hangs.merge(anonymous(why), 1, Integer::sum);
        } else {
            millis.recordValue(result.millis());
        }
        if (verdict == TrialVerdict.CRASHED || !result.accountFaults().isEmpty()) {
            firstFault = firstFault == null ? result : firstFault;
        }
    }

    /** Hangs on different workers are hangs of one kind. */
    private static String anonymous(String verdict) {
        return verdict.replaceAll("worker-[0-9]+", "a worker");
    }

    /**
     * How many trials were counted.
     *
     * @return 0 or more
     */
    public int runs() {
        return runs;
    }

    /**
     * How many trials ended in one way.
     *
     * @param verdict the way
     * @return 0 or more
     */
    public int count(TrialVerdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /**
     * Trials that lost a client or a byte, hung and crashed ones too.
     *
     * @return 0 or more
     */
    public int lossyRuns() {
        return lossyRuns;
    }

    /**
     * Connections of all trials.
     *
     * @return 0 or more
     */
    public long clients() {
        return clients;
    }

    /**
     * Connections that lost something.
     *
     * @return 0 or more
     */
    public long clientsLost() {
        return clientsLost;
    }

    /**
     * Connections that were accepted or waited, sent something and never got a byte.
     *
     * @return 0 or more
     */
    public long neverServed() {
        return neverServed;
    }

    /**
     * Bytes that did not come back.
     *
     * @return 0 or more
     */
    public long bytesLost() {
        return bytesLost;
    }

    /**
     * Bytes that came after the server's goodbye.
     *
     * @return 0 or more
     */
    public long late() {
        return late;
    }

    /**
     * Time from the signal to the end, of the trials that ended.
     *
     * @param percent the quantile
     * @return milliseconds, 0 when none ended
     */
    public long millis(double percent) {
        return millis.getTotalCount() == 0 ? 0 : millis.getValueAtPercentile(percent);
    }

    /**
     * Why trials hung.
     *
     * @return reason to number
     */
    public Map<String, Integer> hangs() {
        return new java.util.TreeMap<>(hangs);
    }

    /**
     * The first trial that hung.
     *
     * @return with its diagnosis
     */
    public Optional<TrialResult> firstHang() {
        return Optional.ofNullable(firstHang);
    }

    /**
     * The first trial that crashed or whose accounts are wrong.
     *
     * @return with its log
     */
    public Optional<TrialResult> firstFault() {
        return Optional.ofNullable(firstFault);
    }

    /**
     * The counts in a few words, for a line of progress.
     *
     * @return such as {@code clean 12, hung 3}
     */
    public String brief() {
        List<String> parts = new ArrayList<>();
        verdicts.forEach((verdict, count) -> parts.add(verdict.label() + " " + count));
        return String.join(", ", parts);
    }
}
