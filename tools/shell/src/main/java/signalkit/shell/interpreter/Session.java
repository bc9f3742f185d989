package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
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
    private final Fleet trialFleet;
    private final NamedServers servers;
    private final boolean interactive;
    private final Map<Integer, BackgroundLoad> loads = new TreeMap<>();
    private boolean leaving;
    private boolean readsCommandsFromInput;
    private boolean oneCommand;
    private Optional<Supplier<List<String>>> history = Optional.empty();
    private Optional<Guide> guide = Optional.empty();
    private volatile boolean passingInterruptsOn;

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
        this.trialFleet = new Fleet(() -> {});
        this.servers = new NamedServers(fleet, this::isOneCommand);
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
     * The servers of demos, trials and faults: the user's own are out of their reach.
     *
     * @return a fleet that no command names
     */
    public Fleet trialFleet() {
        return trialFleet;
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

    /**
     * Says that one command is all that this session will run, so that it may serve until its end.
     */
    public void runOneCommand() {
        oneCommand = true;
    }

    /**
     * Whether no other command will follow.
     *
     * @return false in the shell and for commands from a pipe
     */
    public boolean isOneCommand() {
        return oneCommand;
    }

    /**
     * Says what each Ctrl-C is for while a command runs.
     *
     * @param on whether the command passes all of them on to a server
     */
    public void passInterruptsOn(boolean on) {
        passingInterruptsOn = on;
    }

    /**
     * Whether the command that runs passes each Ctrl-C on to a server.
     *
     * @return false when Ctrl-C ends the command
     */
    public boolean isPassingInterruptsOn() {
        return passingInterruptsOn;
    }

    /**
     * Keeps what was typed within reach.
     *
     * @param lines the oldest first, at each call anew
     */
    public void keepHistory(Supplier<List<String>> lines) {
        history = Optional.of(lines);
    }

    /**
     * What was typed.
     *
     * @return the oldest first; empty where nobody types
     */
    Optional<List<String>> history() {
        return history.map(Supplier::get);
    }

    /**
     * Lets somebody follow what the user types.
     *
     * @param follower null for nobody
     */
    public void guideBy(Guide follower) {
        guide = Optional.ofNullable(follower);
    }

    /**
     * Who follows what the user types.
     *
     * @return empty when nobody does
     */
    public Optional<Guide> guide() {
        return guide;
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
        trialFleet.close();
        fleet.close();
    }
}
