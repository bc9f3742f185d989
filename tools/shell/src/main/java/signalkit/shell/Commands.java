package signalkit.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.posix.LockInfo;
import signalkit.posix.Signal;
import signalkit.posix.ThreadReport;

/** The commands of the shell, one method each. */
@Command(name = "kit", description = "Starts the two echo servers and sends them signals.")
final class Commands {
    private static final int MAX_CLIENTS = 2_000;

    private final Session session;
    @Spec private CommandSpec spec;

    Commands(Session session) {
        this.session = session;
    }

    @Command(description = "Start a server: start safe|unsafe [server options].")
    int start(
            @Parameters(paramLabel = "safe|unsafe") String kind,
            @Parameters(arity = "0..*", paramLabel = "OPTION") String... options) {
        List<String> given = options == null ? List.of() : Arrays.asList(options);
        Server server = session.start(kind(kind), given);
        session.say("%s is ready on port %d (pid %d)", server.name(), server.port(), server.pid());
        return 0;
    }

    @Command(description = "Send signals, one right after the other: send TERM [INT ...] [name].")
    int send(@Parameters(arity = "1..*", paramLabel = "SIGNAL|name") List<String> words) {
        List<Signal> signals = new ArrayList<>();
        String name = null;
        for (String word : words) {
            Optional<Signal> signal = Signal.parse(word);
            if (signal.isPresent()) {
                signals.add(signal.get());
            } else if (name == null
                    && session.servers().stream().anyMatch(server -> server.name().equals(word))) {
                name = word;
            } else {
                throw Failure.usage(
                        word
                                + " is neither a signal nor a server; signals are "
                                + Arrays.toString(Signal.values()));
            }
        }
        if (signals.isEmpty()) {
            throw Failure.usage("which signal? For example: send TERM");
        }
        Server server = session.server(name);
        server.send(signals);
        session.say("sent %s to %s", signals, server.name());
        return 0;
    }

    @Command(description = "Run clients against a server and show what they saw.")
    int clients(
            @Parameters(paramLabel = "N", description = "How many.") int count,
            @Option(names = "--seconds", defaultValue = "3") int seconds,
            @Option(names = "--rate", defaultValue = "0", description = "Messages a second, each.")
                    int rate,
            @Option(names = "--size", defaultValue = "64", description = "Bytes.") int size,
            @Option(names = "--churn", description = "A new connection for each message.")
                    boolean churn,
            @Option(names = "--on", paramLabel = "name") String name)
            throws InterruptedException {
        require(count >= 1 && count <= MAX_CLIENTS, "N", count, "1 to " + MAX_CLIENTS);
        require(seconds >= 1 && seconds <= 3600, "--seconds", seconds, "1 to 3600");
        require(size >= 1 && size <= 1 << 24, "--size", size, "1 to 16777216");
        require(rate >= 0 && rate <= 1_000_000, "--rate", rate, "0 to 1000000");
        Clients load = new Clients(session.server(name).port(), size, rate, churn);
        load.start(count);
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } finally {
            load.stop();
        }
        session.say("%s", load);
        return 0;
    }

    @Command(description = "List the servers.")
    int ps() {
        if (session.servers().isEmpty()) {
            session.say("no server; start one with: start safe");
        }
        for (Server server : session.servers()) {
            session.say(
                    "%-10s pid=%d port=%d %s",
                    server.name(), server.pid(), server.port(), server.state());
        }
        return 0;
    }

    @Command(description = "Show a server's threads, their signals and stacks.")
    int threads(@Parameters(arity = "0..1", paramLabel = "name") String name) {
        for (ThreadReport thread : session.server(name).look().getThreads()) {
            session.say("%s", thread);
        }
        return 0;
    }

    @Command(description = "Show who holds and who waits for which lock.")
    int locks(@Parameters(arity = "0..1", paramLabel = "name") String name) {
        for (LockInfo lock : session.server(name).look().getLocks()) {
            session.say("%s", lock);
            if (lock.getOwner() != null && lock.getWaiters().contains(lock.getOwner())) {
                session.say(
                        "  cycle: %s waits for %s, which %s holds",
                        lock.getOwner(), lock.getName(), lock.getOwner());
            }
        }
        return 0;
    }

    @Command(description = "Show the clients that wait for a worker, and the workers.")
    int queue(@Parameters(arity = "0..1", paramLabel = "name") String name) {
        Server server = session.server(name);
        List<String> waiting = server.look().getQueue();
        session.say("%d waiting %s", waiting.size(), waiting);
        server.look().getWorkers().forEach(session::say);
        return 0;
    }

    @Command(description = "Show a server's log.")
    int log(@Parameters(arity = "0..1", paramLabel = "name") String name) {
        session.server(name).log().forEach(session::say);
        return 0;
    }

    @Command(description = "Send TERM and wait for the end.")
    int stop(@Parameters(arity = "0..1", paramLabel = "name") String name)
            throws InterruptedException {
        Server server = session.server(name);
        server.send(List.of(Signal.TERM));
        Optional<Integer> status = server.awaitEnd(Duration.ofSeconds(12));
        if (status.isEmpty()) {
            Scenario.evidence(server).forEach(session::say);
            throw Failure.failed(server.name() + " hangs; end it with: kill " + server.name());
        }
        session.say("%s ended with %d", server.name(), status.get());
        return 0;
    }

    @Command(description = "End a server by KILL.")
    int kill(@Parameters(arity = "0..1", paramLabel = "name") String name) {
        Server server = session.server(name);
        server.kill();
        session.say("%s was killed", server.name());
        return 0;
    }

    @Command(
            description =
                    "Show a lesson on both servers: clean, nested-handler, lost-clients,"
                            + " churn-hang.")
    int demo(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        new Demo(session).show(name);
        return 0;
    }

    @Command(description = "Run a scenario on fresh servers and count how it ends.")
    int repeat(
            @Parameters(paramLabel = "N") int count,
            @Parameters(paramLabel = "SCENARIO") String scenarioName,
            @Parameters(paramLabel = "safe|unsafe") String kind,
            @Parameters(arity = "0..*", paramLabel = "OPTION") String... options)
            throws InterruptedException {
        require(count >= 1 && count <= 10_000, "N", count, "1 to 10000");
        Scenario scenario = scenario(scenarioName);
        List<String> given = options == null ? List.of() : Arrays.asList(options);
        Map<Scenario.Verdict, Integer> tally = new EnumMap<>(Scenario.Verdict.class);
        Scenario.Result worst = null;
        for (int i = 0; i < count; i++) {
            Scenario.Result result = scenario.run(session.home(), kind(kind), given);
            tally.merge(result.verdict(), 1, Integer::sum);
            if (worst == null || result.verdict().compareTo(worst.verdict()) > 0) {
                worst = result;
            }
        }
        session.say("%s on %s, %d runs: %s", scenario.description(), kind, count, tally);
        if (worst != null && worst.verdict() != Scenario.Verdict.CLEAN) {
            session.say("the worst run: %s, %s", worst.verdict(), worst.details());
            worst.evidence().forEach(session::say);
            return Failure.FAILED;
        }
        return 0;
    }

    @Command(description = "List the commands.")
    int help() {
        spec.subcommands()
                .forEach(
                        (name, line) ->
                                session.say(
                                        "%-9s %s",
                                        name,
                                        String.join(
                                                " ",
                                                line.getCommandSpec()
                                                        .usageMessage()
                                                        .description())));
        session.say("exit      End the shell and its servers.");
        return 0;
    }

    private static Scenario scenario(String name) {
        for (Scenario scenario : Scenario.values()) {
            if (scenario.name().equalsIgnoreCase(name)) {
                return scenario;
            }
        }
        throw Failure.usage(
                name
                        + " is no scenario; there are "
                        + Arrays.toString(Scenario.values()).toLowerCase(Locale.ROOT));
    }

    private static String kind(String kind) {
        if (kind.equals("safe") || kind.equals("unsafe")) {
            return kind;
        }
        throw Failure.usage(kind + " is no server; there are safe and unsafe");
    }

    private static void require(boolean valid, String what, int value, String range) {
        if (!valid) {
            throw Failure.usage(what + " " + value + " is out of range: " + range);
        }
    }
}
