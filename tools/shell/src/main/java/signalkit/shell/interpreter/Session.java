package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import signalkit.lab.server.Fleet;
import signalkit.shell.console.Screen;

/**
 * What commands share: the screen, the servers, the clients in the background.
 *
 * <p>Commands run one at a time; a status bar may read from another thread.
 */
public final class Session implements AutoCloseable {
    private final Registry registry;
    private final Screen screen;
    private final Fleet fleet;
    private final NamedServers servers;
    private final boolean interactive;
    private final Map<Integer, BackgroundLoad> loads = new TreeMap<>();
    private boolean leaving;
    private boolean readsCommandsFromInput;

    /**
     * A session without servers.
     *
     * @param registry the commands
     * @param screen where commands print
     * @param interactive whether a person types the commands
     * @param onChange called on another thread when a server's state may have changed
     */
    public Session(Registry registry, Screen screen, boolean interactive, Runnable onChange) {
        this.registry = registry;
        this.screen = screen;
        this.interactive = interactive;
        this.fleet = new Fleet(onChange);
        this.servers = new NamedServers(fleet);
    }

    /**
     * The commands.
     *
     * @return the registry
     */
    public Registry registry() {
        return registry;
    }

    /**
     * Where commands print.
     *
     * @return the screen
     */
    public Screen screen() {
        return screen;
    }

    /**
     * The servers of this session.
     *
     * @return the fleet
     */
    public Fleet fleet() {
        return fleet;
    }

    /**
     * Finds servers by their names.
     *
     * @return what knows how people call them
     */
    public NamedServers servers() {
        return servers;
    }

    /**
     * Whether a person types the commands, so that servers live on between them.
     *
     * @return false for a single command and for commands from a pipe
     */
    public boolean isInteractive() {
        return interactive;
    }

    /** Says that the commands come from standard input, so that no child may read it. */
    public void readCommandsFromInput() {
        readsCommandsFromInput = true;
    }

    /**
     * Whether standard input holds commands that are still to be read.
     *
     * @return false on a terminal and for a single command
     */
    boolean readsCommandsFromInput() {
        return readsCommandsFromInput;
    }

    /** Asks for the end of the session; the command that runs is the last. */
    public void leave() {
        leaving = true;
    }

    /**
     * Whether somebody has asked for the end.
     *
     * @return true when no further command is to run
     */
    public boolean isLeaving() {
        return leaving;
    }

    /**
     * Notes clients that go on in the background.
     *
     * @param load the clients
     */
    public synchronized void add(BackgroundLoad load) {
        int number = 1;
        while (loads.containsKey(number)) {
            number++;
        }
        loads.put(number, load);
    }

    /**
     * The clients in the background.
     *
     * @return a copy, by number
     */
    public synchronized List<BackgroundLoad> loads() {
        return new ArrayList<>(loads.values());
    }

    /**
     * Forgets clients, which the caller has ended.
     *
     * @param load the clients
     */
    public synchronized void remove(BackgroundLoad load) {
        loads.values().remove(load);
    }

    /** Ends the clients and the servers; returns when all processes are reaped. */
    @Override
    public void close() {
        loads().forEach(load -> load.generator().close());
        fleet.close();
    }
}
