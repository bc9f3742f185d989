package signalkit.lessons.twoservers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.trial.Trial;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;

/** Runs the real servers. */
final class ServerRuns {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ServerRuns() {}

    /** One run of a fresh server, which is gone afterwards. */
    static TrialResult run(ServerKind kind, TrialPlan scenario) throws InterruptedException {
        ServerSpec spec = ServerSpec.of(kind, TrialPlan.WORKERS, List.of());
        try (Fleet fleet = new Fleet(() -> {})) {
            return new Trial(scenario, spec, PATIENCE).run(fleet, new Random(), server -> {});
        }
    }

    /** A run as lines: the server's log, its end, and what its clients saw. */
    static List<String> describe(TrialResult result, TrialPlan scenario) {
        List<String> lines = new ArrayList<>();
        lines.add("echo-" + result.kind() + ": " + scenario.description());
        lines.addAll(result.log());
        lines.add(
                result.exitStatus().isPresent()
                        ? "exit status " + result.exitStatus().getAsInt()
                        : "no end within " + PATIENCE.toSeconds() + " s; killed");
        if (scenario.clients() > 0) {
            LoadReport seen = result.clients();
            StringBuilder clients = new StringBuilder("clients:");
            for (ClientOutcome outcome : ClientOutcome.values()) {
                if (seen.count(outcome) > 0) {
                    clients.append(' ').append(seen.count(outcome)).append(' ');
                    clients.append(outcome.label()).append(',');
                }
            }
            lines.add(clients.substring(0, clients.length() - 1));
        }
        return lines;
    }
}
