package signalkit.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final String MAX_CONNECTIONS = "--max-connections";
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.+)", Pattern.DOTALL);
    private static final List<String> TWINS = List.of("echo-safe", "echo-unsafe");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * One of the kit's own servers, or Netty's.
     *
     * @param text {@code [NAME=]echo-safe|echo-unsafe|netty [OPTION...]}
     * @param java starts the JVMs
     * @param home the project's folder
     */
    static Contender known(String text, List<String> java, Path home) {
        Matcher named = NAMED.matcher(text);
        boolean isNamed = named.matches();
        List<String> words = words(isNamed ? named.group(2) : text);
        String server = words.get(0);
        List<String> options = words.subList(1, words.size());
        List<String> command = new ArrayList<>(java);
        int capacity = UNLIMITED;
        if (TWINS.contains(server)) {
            command.addAll(List.of("-jar", jar(home, server).toString()));
            command.addAll(List.of("--port", "0", "--quiet"));
            if (!options.contains(READ_TIMEOUT)) {
                // Clients that are only connected stay so.
                command.addAll(List.of(READ_TIMEOUT, "3600"));
            }
            if (server.equals("echo-safe") && !options.contains(MAX_CONNECTIONS)) {
                command.addAll(List.of(MAX_CONNECTIONS, "100000"));
            }
            capacity = capacity(options);
        } else if (server.equals("netty")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(NettyEcho.class.getName());
        } else {
            throw new BenchException(
                    "'"
                            + server
                            + "' is not a server: choose echo-safe, echo-unsafe or netty, or give"
                            + " its command with --peer");
        }
        command.addAll(options);
        return new Contender(isNamed ? named.group(1) : text, command, true, capacity);
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
        if (options.contains("per-worker") || options.contains("--loops=per-worker")) {
            return UNLIMITED;
        }
        int at = options.indexOf("--workers");
        try {
            return at >= 0 && at + 1 < options.size()
                    ? Integer.parseInt(options.get(at + 1))
                    : Runtime.getRuntime().availableProcessors();
        } catch (NumberFormatException e) {
            throw new BenchException("--workers " + options.get(at + 1) + " is not a number");
        }
    }

    private static List<String> words(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new BenchException("a server's command is empty");
        }
        return List.of(stripped.split("\\s+"));
    }

    private static Path jar(Path home, String module) {
        Path jar = home.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchException(
                    "there is no " + jar + "; build it with: mvn -DskipTests package");
        }
        return jar;
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
