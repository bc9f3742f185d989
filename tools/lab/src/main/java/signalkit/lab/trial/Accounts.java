package signalkit.lab.trial;

import java.util.ArrayList;
import java.util.List;
import signalkit.lab.server.Transition;

/** Checks that a server's last line accounts for every connection, job, byte and descriptor. */
public final class Accounts {
    private Accounts() {}

    /**
     * What does not add up.
     *
     * @param stopped the STOPPED line
     * @return one sentence each; nothing when all is in order
     */
    public static List<String> faults(Transition stopped) {
        List<String> faults = new ArrayList<>();
        equal(faults, stopped, "accepted", "drained", "aborted", "refused");
        equal(faults, stopped, "submitted", "run", "rejected");
        equal(faults, stopped, "bytes_in", "bytes_out");
        for (String left : List.of("open", "queued", "threads", "forced")) {
            zero(faults, left, stopped.values().getOrDefault(left, "(missing)"));
        }
        // Counted only if the server was asked to, and where the system can tell.
        zero(faults, "descriptors", stopped.values().getOrDefault("descriptors", "0"));
        return faults;
    }

    private static void zero(List<String> faults, String left, String count) {
        if (!"0".equals(count)) {
            faults.add(left + "=" + count);
        }
    }

    private static void equal(
            List<String> faults, Transition stopped, String whole, String... parts) {
        long sum = 0;
        for (String part : parts) {
            sum += stopped.number(part);
        }
        if (!stopped.values().containsKey(whole) || stopped.number(whole) != sum) {
            faults.add(
                    whole
                            + "="
                            + stopped.values().getOrDefault(whole, "(missing)")
                            + " is not "
                            + String.join("+", parts)
                            + "="
                            + sum);
        }
    }
}
