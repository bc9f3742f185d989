package signalkit.shell.command.look;

import signalkit.shell.interpreter.Registry;
import signalkit.shell.top.TopCommand;

/** The commands that look into servers and change nothing. */
public final class LookCommands {
    private LookCommands() {}

    /**
     * Adds them, in the order in which help lists them.
     *
     * @param all what the shell knows
     */
    public static void addTo(Registry all) {
        all.add("ps", "list the servers", PsCommand::new);
        all.add("top", "watch the servers live, and send signals by keys", TopCommand::new);
        all.add("threads", "show a server's threads: masks, handlers, stacks", ThreadsCommand::new);
        all.add("locks", "show who holds and who waits for which lock", LocksCommand::new);
        all.add("findings", "show locks shared with handlers", FindingsCommand::new);
        all.add("queue", "show the connections that wait for a worker", QueueCommand::new);
        all.add("log", "show what a server has printed", LogCommand::new);
        all.add("why", "explain a defect: what, where, how to see it, the fix", WhyCommand::new);
        all.add("dump", "print the JVM's own thread dump of a server", DumpCommand::new);
    }
}
