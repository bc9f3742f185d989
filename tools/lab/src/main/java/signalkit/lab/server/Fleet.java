package signalkit.lab.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.lab.LabException;

/**
 * The servers that somebody started: it signals no others, and leaves none behind.
 *
 * <p>Thread-safe.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);

    /** Servers that have ended and can still be looked at; older ones are forgotten. */
    private static final int KEPT_ENDED = 8;

    private final Runnable onChange;

    // this must be locked when using these:
    private final Map<String, ServerProcess> servers = new LinkedHashMap<>();
    private boolean closed;

    /**
     * An empty fleet.
     *
     * @param onChange called on another thread when the state of a server may have changed
     */
    public Fleet(Runnable onChange) {
        this.onChange = onChange;
    }

    /**
     * Starts a server.
     *
     * @param name its name, or null for one made from its kind
     * @param spec which one and how
     * @return the process, which is not ready yet
     * @throws LabException when a server of that name runs, or the process cannot be started
     */
    public synchronized ServerProcess start(String name, ServerSpec spec) {
        if (closed) {
            throw LabException.failed("all servers are being ended, and no other is started");
        }
        String chosen = name == null ? freeName(spec.kind().label()) : name;
        ServerProcess old = servers.get(chosen);
        if (old != null && old.isAlive()) {
            throw LabException.usage(
                    "a server called " + chosen + " runs already; choose another name");
        }
        try {
            ServerProcess server = new ServerProcess(chosen, spec, onChange);
            servers.remove(chosen); // or a new server would keep the place of an old one
            servers.put(chosen, server);
            forgetTheOldest();
            return server;
        } catch (IOException e) {
            throw LabException.failed("cannot start " + chosen + ": " + e.getMessage());
        }
    }

    /** this must be locked. */
    private void forgetTheOldest() {
        List<ServerProcess> ended =
                servers.values().stream().filter(each -> !each.isAlive()).toList();
        ended.stream().limit(Math.max(0, ended.size() - KEPT_ENDED)).forEach(this::forget);
    }

    private String freeName(String stem) {
        String name = stem;
        for (int i = 2; servers.containsKey(name) && servers.get(name).isAlive(); i++) {
            name = stem + "-" + i;
        }
        return name;
    }

    /**
     * All servers, those that have ended too, in the order of their start.
     *
     * @return a copy
     */
    public synchronized List<ServerProcess> all() {
        return new ArrayList<>(servers.values());
    }

    /**
     * The servers that run.
     *
     * @return a copy, in the order of their start
     */
    public List<ServerProcess> running() {
        return all().stream().filter(ServerProcess::isAlive).toList();
    }

    /** Forgets servers that have ended; the others stay. */
    public synchronized void forget(ServerProcess server) {
        if (!server.isAlive()) {
            servers.remove(server.name(), server);
        }
    }

    /** Ends all servers: TERM, then KILL at the deadline; returns when all are reaped. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List<ServerProcess> left = running();
        left.forEach(ServerProcess::terminate);
        long deadline = System.nanoTime() + LAST_GRACE.toNanos();
        for (ServerProcess server : left) {
            try {
                Duration patience = Duration.ofNanos(deadline - System.nanoTime());
                if (!server.awaitEnd(patience.isNegative() ? Duration.ZERO : patience)) {
                    server.kill();
                }
            } catch (InterruptedException e) {
                server.kill();
                Thread.currentThread().interrupt();
            }
        }
    }
}
