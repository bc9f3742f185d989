package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import signalkit.cli.Spelling;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.CommandText;
import signalkit.shell.console.ShellException;

/** Finds the server of a fleet that a user means. Thread-safe. */
public final class NamedServers {
    private final Fleet fleet;
    private final BooleanSupplier oneCommand;

    /** Servers of a fleet; with {@code oneCommand}, none can have been started before. */
    NamedServers(Fleet fleet, BooleanSupplier oneCommand) {
        this.fleet = fleet;
        this.oneCommand = oneCommand;
    }

    /**
     * The running server that a user means.
     *
     * @param name a server's name, or null for the only one
     * @return the server
     * @throws ShellException when none runs, none has that name, or it is not clear which
     */
    public ServerProcess running(String name) {
        ServerProcess server = choose(name, fleet.running());
        if (!server.isAlive()) {
            throw ShellException.failed(
                    server.name()
                            + " has ended ("
                            + server.describeEnd()
                            + "); start it again with: `start "
                            + server.kind().label()
                            + "`");
        }
        return server;
    }

    /**
     * The server that a user means, running or not.
     *
     * @param name a server's name, or null for the only one that runs, else the last that ran
     * @return the server
     * @throws ShellException as {@link #running(String)}
     */
    public ServerProcess any(String name) {
        List<ServerProcess> candidates = fleet.running();
        List<ServerProcess> all = fleet.all();
        if (candidates.isEmpty() && !all.isEmpty()) {
            candidates = all.subList(all.size() - 1, all.size());
        }
        return choose(name, candidates);
    }

    /**
     * The words of a command with the server at their end, where a command looks for it.
     *
     * @param words what was typed after a command's name
     * @return empty when no server is named before the last word
     */
    public Optional<String> last(List<String> words) {
        List<String> all = new ArrayList<>(words);
        return words.stream()
                .limit(Math.max(0, words.size() - 1))
                .filter(this::isName)
                .findFirst()
                .map(
                        name -> {
                            all.remove(name);
                            all.add(name);
                            return String.join(" ", all);
                        });
    }

    /** Also one of a server that has yet to be started. */
    private boolean isName(String word) {
        return Arrays.stream(ServerKind.values()).anyMatch(kind -> kind.label().equals(word))
                || fleet.all().stream().anyMatch(server -> server.name().equals(word));
    }

    private ServerProcess choose(String name, List<ServerProcess> candidates) {
        if (oneCommand.getAsBoolean()) {
            throw ShellException.failed(
                    "no server runs here, since each run of the kit has servers of its own; open"
                            + " the shell with "
                            + CommandText.IN_TERMINAL.strip()
                            + ", and type there: start safe");
        }
        if (name != null) {
            return fleet.all().stream()
                    .filter(server -> server.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ShellException.usage(unknown(name)));
        }
        if (candidates.isEmpty()) {
            throw ShellException.failed("no server runs; start one with: `start safe`");
        }
        if (candidates.size() > 1) {
            throw ShellException.usage("several servers run, name one: " + names(candidates));
        }
        return candidates.get(0);
    }

    private String unknown(String name) {
        List<ServerProcess> all = fleet.all();
        return "no server is called "
                + Spelling.named(name)
                + (all.isEmpty()
                        ? "; start one with: `start safe`"
                        : "; "
                                + Spelling.remedy(
                                        name, all.stream().map(ServerProcess::name).toList()));
    }

    private static String names(List<ServerProcess> servers) {
        return servers.stream().map(ServerProcess::name).collect(Collectors.joining(", "));
    }
}
