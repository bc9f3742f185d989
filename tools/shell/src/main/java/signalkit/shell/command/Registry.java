package signalkit.shell.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import signalkit.lab.server.ServerKind;
import signalkit.posix.Signal;

/**
 * The commands of the shell; another one needs a line in {@link #standard()} and a class.
 *
 * <p>A command's class is loaded when the command is first used, so a long list costs no start-up
 * time.
 */
public final class Registry {
    /**
     * A command that can be made.
     *
     * @param name what a user types
     * @param summary what it does, in a few words
     * @param maker makes it, anew for each use; a picocli command
     */
    public record Entry(String name, String summary, Function<Session, Callable<Integer>> maker) {}

    /** What picocli can lay out, and what it takes by itself. */
    private static final int NARROWEST_HELP = 55;

    private static final int WIDEST_HELP = 80;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * The commands of this kit.
     *
     * @return a registry that can be added to
     */
    public static Registry standard() {
        Registry all = new Registry();
        all.add("start", "start a server and wait until it is ready", StartCommand::new);
        all.add("clients", "let clients talk to a server, and measure", ClientsCommand::new);
        all.add("send", "send signals to a server", SendCommand::new);
        all.add("storm", "send many signals at a steady rate", StormCommand::new);
        all.add("aim", "make a signal arrive at a chosen moment", AimCommand::new);
        all.add("ps", "list the servers", PsCommand::new);
        all.add("threads", "show a server's threads: masks, handlers, stacks", ThreadsCommand::new);
        all.add("locks", "show who holds and who waits for which lock", LocksCommand::new);
        all.add("findings", "show locks shared with handlers", FindingsCommand::new);
        all.add("queue", "show the connections that wait for a worker", QueueCommand::new);
        all.add("log", "show what a server has printed", LogCommand::new);
        all.add("dump", "print the JVM's own thread dump of a server", DumpCommand::new);
        all.add("wait", "wait until a server has ended", WaitCommand::new);
        all.add("stop", "end servers with TERM", StopCommand::new);
        all.add("kill", "end servers with KILL", KillCommand::new);
        all.add("demo", "see a shutdown go right or wrong, explained", DemoCommand::new);
        all.add("repeat", "run a trial many times and count the ends", RepeatCommand::new);
        all.add("faults", "let faults happen to the servers, side by side", FaultsCommand::new);
        all.add("lesson", "follow the course: lessons, exercises, checks", Tool.LESSON);
        all.add("explore", "try every schedule and signal arrival", Tool.EXPLORE);
        all.add("replay", "step through a schedule that explore found", Tool.REPLAY);
        all.add("rules", "check what signal handlers in jars may reach", Tool.RULES);
        all.add("bench", "measure the servers side by side", Tool.BENCH);
        all.add("race", "let jcstress run the races", Tool.RACE);
        all.add("help", "list the commands, or explain one", HelpCommand::new);
        all.add("version", "print the versions of the kit and of Java", VersionCommand::new);
        all.add("exit", "end all servers and leave", ExitCommand::new);
        return all;
    }

    /**
     * Adds a command.
     *
     * @param name what a user types
     * @param summary what it does, in a few words
     * @param maker makes it
     */
    public void add(String name, String summary, Function<Session, Callable<Integer>> maker) {
        entries.put(name, new Entry(name, summary, maker));
    }

    private void add(String name, String summary, Tool tool) {
        add(name, summary, session -> new ToolCommand(session, tool));
    }

    /**
     * All commands, in the order in which help lists them.
     *
     * @return a copy
     */
    public List<Entry> entries() {
        return Collections.unmodifiableList(new ArrayList<>(entries.values()));
    }

    /**
     * A command that is ready to read its arguments.
     *
     * @param name what the user typed
     * @param session what it works on
     * @return empty when there is no such command
     */
    public Optional<CommandLine> make(String name, Session session) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        Callable<Integer> command = entry.maker().apply(session);
        CommandLine line = new CommandLine(command, factory(session));
        if (command instanceof ToolCommand tool) {
            tool.declareArguments(line);
        }
        line.setCommandName(entry.name());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(
                Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, session.screen().width())));
        line.registerConverter(Signal.class, Converters::signal);
        line.registerConverter(ServerKind.class, Converters::kind);
        line.registerConverter(Duration.class, Converters::duration);
        line.getCommandSpec().usageMessage().description(sentence(entry.summary()));
        return Optional.of(line);
    }

    private static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }

    /** Lists of candidates may need the session: the names of its servers, for example. */
    private static IFactory factory(Session session) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getDeclaredConstructor(Session.class).newInstance(session);
                } catch (NoSuchMethodException needsNoSession) {
                    return CommandLine.defaultFactory().create(type);
                }
            }
        };
    }
}
