package signalkit.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.lab.LabException;
import signalkit.lab.server.Launcher;

/**
 * A server to measure.
 *
 * @param name heads its lines in the tables
 * @param command starts it
 * @param announces it chooses its port and says {@code READY port=N}; else it is told the port
 * @param capacity how many clients it serves at once; later ones wait
 */
record Contender(String name, List<String> command, boolean announces, int capacity) {
    /** Replaced in a peer's command, and the name of a variable in its environment. */
    static final String PORT = "$PORT";

    /** Ends a server of the kit with its parent. */
    private static final String WATCHED = "--until-eof";

    private static final String READ_TIMEOUT = "--read-timeout";
    private static final String WORKERS = "--workers";
    private static final String MAX_CONNECTIONS = "--max-connections";
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.+)", Pattern.DOTALL);
    private static final List<String> TWINS = List.of("echo-safe", "echo-unsafe");
    private static final String NETTY = "netty";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * One of the kit's own servers, or Netty's.
     *
     * @param text {@code [NAME=][COMMAND...] echo-safe|echo-unsafe|netty [OPTION...]}; the command
     *     runs what follows it and has to become it, as {@code chrt} does: signals and measurements
     *     go to the process that was started
     * @param java starts the JVMs
     * @param home the project's folder
     */
    static Contender known(String text, List<String> java, Path home) {
        Matcher named = NAMED.matcher(text);
        boolean isNamed = named.matches();
        List<String> words = words(isNamed ? named.group(2) : text);
        int at = 0;
        while (at < words.size() && !isServer(words.get(at))) {
            at++;
        }
        if (at == words.size()) {
            throw LabException.usage(
                    "'"
                            + String.join(" ", words)
                            + "' names no server: choose echo-safe, echo-unsafe or netty, or give"
                            + " its command with --peer");
        }
        String server = words.get(at);
        List<String> options = words.subList(at + 1, words.size());
        List<String> command = new ArrayList<>(words.subList(0, at));
        command.addAll(java);
        int capacity = UNLIMITED;
        if (TWINS.contains(server)) {
            command.addAll(
                    List.of(
                            "-jar",
                            Launcher.built(home, server + "/target/" + server + ".jar")
                                    .toString()));
            command.addAll(List.of("--port", "0", "--quiet"));
            // Clients that are only connected stay so.
            addUnlessIn(options, command, READ_TIMEOUT, "3600");
            if (server.equals("echo-safe")) {
                addUnlessIn(options, command, MAX_CONNECTIONS, "100000");
            }
            // The same number for both sides, whatever the command before the server does to it.
            addUnlessIn(options, command, WORKERS, Integer.toString(processors()));
            capacity = capacity(options);
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(NettyEcho.class.getName());
        }
        command.addAll(options);
        return new Contender(isNamed ? named.group(1) : text, command, true, capacity);
    }

    private static boolean isServer(String word) {
        return TWINS.contains(word) || word.equals(NETTY);
    }

    /** Any other program: {@code [NAME=]COMMAND}; it reads its port from PORT. */
    static Contender peer(String text) {
        Matcher named = NAMED.matcher(text);
        boolean isNamed = named.matches();
        List<String> words = words(isNamed ? named.group(2) : text);
        Path program = Path.of(words.get(0)).getFileName();
        String name = isNamed ? named.group(1) : String.valueOf(program);
        return new Contender(name, words, false, UNLIMITED);
    }

    /** Without {@code --loops per-worker} a worker serves one client at a time. */
    private static int capacity(List<String> options) {
        if (value(options, "--loops").filter("per-worker"::equals).isPresent()) {
            return UNLIMITED;
        }
        String workers = value(options, WORKERS).orElse(Integer.toString(processors()));
        try {
            return Integer.parseInt(workers);
        } catch (NumberFormatException e) {
            throw LabException.usage(WORKERS + " " + workers + " is not a number");
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void addUnlessIn(
            List<String> options, List<String> command, String name, String value) {
        if (value(options, name).isEmpty()) {
            command.addAll(List.of(name, value));
        }
    }

    /** What an option is given, as {@code --name value} or {@code --name=value}. */
    private static Optional<String> value(List<String> options, String name) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).startsWith(name + "=")) {
                return Optional.of(options.get(i).substring(name.length() + 1));
            }
            if (options.get(i).equals(name)) {
                return Optional.of(i + 1 < options.size() ? options.get(i + 1) : "");
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw LabException.usage("a server's command is empty");
        }
        return List.of(stripped.split("\\s+"));
    }

    /**
     * The command, for a server that ends when this process does, however this one ends.
     *
     * <p>Not for measuring an exit: a JVM waits 300 ms for a thread that reads its standard input.
     */
    Contender watched() {
        List<String> watched = new ArrayList<>(command);
        if (announces) {
            watched.add(WATCHED);
        }
        return new Contender(name, watched, announces, capacity);
    }

    /** Whether all clients of a workload are served at once. */
    boolean canServe(Workload workload) {
        return workload.mode() == Workload.Mode.TERM || workload.connections() <= capacity;
    }
}
