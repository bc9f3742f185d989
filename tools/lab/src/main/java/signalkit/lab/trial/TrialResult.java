package signalkit.lab.trial;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.Transition;

/**
 * What one trial showed.
 *
 * @param kind of the server
 * @param exitStatus empty when it hung
 * @param millis from the signal to the end
 * @param stopped the server's last line, if it got that far
 * @param clients what they saw
 * @param log of the server
 * @param diagnosis of a hang
 */
public record TrialResult(
        ServerKind kind,
        OptionalInt exitStatus,
        long millis,
        Optional<Transition> stopped,
        LoadReport clients,
        List<String> log,
        List<Diagnosis> diagnosis) {

    /**
     * The worst that happened.
     *
     * @return the verdict
     */
    public TrialVerdict verdict() {
        if (exitStatus.isEmpty()) {
            return TrialVerdict.HUNG;
        }
        if (!endedInOrder()) {
            return TrialVerdict.CRASHED;
        }
        boolean lost = bytesLost() != 0 || clientsLost() > 0 || !accountFaults().isEmpty();
        return lost ? TrialVerdict.LOSSY : TrialVerdict.CLEAN;
    }

    private boolean endedInOrder() {
        return stopped.flatMap(Transition::cause)
                .filter(cause -> kind.isOrderly(exitStatus.getAsInt(), cause.number()))
                .isPresent();
    }

    /**
     * Bytes that a client sent and that neither came back nor were sent after the server had said
     * goodbye.
     *
     * @return 0 in order; below 0 when the server counted as late what it had echoed
     */
    public long bytesLost() {
        return clients.missing() - stopped.map(line -> line.number("late")).orElse(0L);
    }

    /**
     * Connections that ended badly, if a byte was lost; a client whose last message came after the
     * server's goodbye has lost nothing.
     *
     * @return how many
     */
    public long clientsLost() {
        long lost = 0;
        for (ClientOutcome outcome : ClientOutcome.values()) {
            boolean excused = outcome == ClientOutcome.CUT || outcome == ClientOutcome.NEVER_SERVED;
            if (outcome.isLoss() && !(excused && bytesLost() == 0)) {
                lost += clients.count(outcome);
            }
        }
        return lost;
    }

    /**
     * What does not add up in the last line of a server that promises that it does.
     *
     * @return one sentence each
     */
    public List<String> accountFaults() {
        return kind == ServerKind.SAFE && stopped.isPresent()
                ? Accounts.faults(stopped.get())
                : List.of();
    }
}
