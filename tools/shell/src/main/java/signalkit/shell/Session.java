package signalkit.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the commands of one shell share: the servers that it started, and where it writes. */
final class Session implements AutoCloseable {
    private final Path home;
    private final PrintWriter out;

    // this must be locked when using this:
    private final Map<String, Server> servers = new LinkedHashMap<>();

    Session(Path home, PrintWriter out) {
        this.home = home;
        this.out = out;
    }

    void say(String format, Object... arguments) {
        out.println(arguments.length == 0 ? format : String.format(format, arguments));
        out.flush();
    }

    Path home() {
        return home;
    }

    /** Starts a server under a name of its own: safe, safe-2, … */
    Server start(String kind, List<String> options) {
        Server server = Server.start(home, freeName(kind), kind, options);
        synchronized (this) {
            servers.put(server.name(), server);
        }
        return server;
    }

    private synchronized String freeName(String kind) {
        String name = kind;
        for (int i = 2; servers.containsKey(name) && servers.get(name).isAlive(); i++) {
            name = kind + "-" + i;
        }
        return name;
    }

    synchronized List<Server> servers() {
        return List.copyOf(servers.values());
    }

    /** The server of a name, or the one that was started last. */
    synchronized Server server(String name) {
        if (servers.isEmpty()) {
            throw Failure.failed("no server runs; start one with: start safe");
        }
        if (name == null) {
            return servers().get(servers.size() - 1);
        }
        Server server = servers.get(name);
        if (server == null) {
            throw Failure.usage("no server is called " + name + "; there are " + servers.keySet());
        }
        return server;
    }

    @Override
    public void close() {
        servers().forEach(Server::close);
    }
}
