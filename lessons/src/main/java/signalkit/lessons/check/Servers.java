package signalkit.lessons.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signalkit.shell.load.LoadReport;
import signalkit.shell.load.Outcome;
import signalkit.shell.server.Fleet;
import signalkit.shell.server.ServerKind;
import signalkit.shell.server.ServerSpec;
import signalkit.shell.trial.Scenario;
import signalkit.shell.trial.Trial;
import signalkit.shell.trial.TrialResult;

/** Runs the real servers. */
final class Servers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Servers() {}

    /** One run of a fresh server, which is gone afterwards. */
    static TrialResult run(ServerKind kind, Scenario scenario) throws InterruptedException {
        ServerSpec spec = ServerSpec.of(kind, Scenario.WORKERS, List.of());
        try (Fleet fleet = new Fleet(() -> {})) {
            return new Trial(scenario, spec, PATIENCE).run(fleet, new Random(), server -> {});
        }
    }

    /** A run as lines: the server's log, its end, and what its clients saw. */
    static List<String> describe(TrialResult result, Scenario scenario) {
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
            for (Outcome outcome : Outcome.values()) {
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
