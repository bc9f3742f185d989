package signalkit.shell.interpreter;

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
import signalkit.cli.HelpPage;
import signalkit.cli.Spelling;
import signalkit.lab.server.ServerKind;
import signalkit.posix.Signal;

/**
 * The commands of a shell; another one needs a class, and a line in the list of its package.
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

    /** What people type who come from elsewhere, and what is called so here. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("status", "ps"),
                    Map.entry("servers", "ps"),
                    Map.entry("ls", "ps"),
                    Map.entry("list", "ps"),
                    Map.entry("run", "start"),
                    Map.entry("signal", "send"),
                    Map.entry("shutdown", "stop"),
                    Map.entry("logs", "log"),
                    Map.entry("tail", "log"),
                    Map.entry("jstack", "dump"),
                    Map.entry("stacks", "threads"),
                    Map.entry("load", "clients"),
                    Map.entry("man", "help"),
                    Map.entry("?", "help"),
                    Map.entry("tour", "tutorial"),
                    Map.entry("demos", "demo"),
                    Map.entry("lessons", "lesson"),
                    Map.entry("scenarios", "explore"),
                    Map.entry("races", "race"));

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

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

    /**
     * Adds another name of a command, which help does not list.
     *
     * @param alias what a user may type, too
     * @param name of a command that was added
     */
    public void alias(String alias, String name) {
        aliases.put(alias, name);
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
     * What to say to somebody who types a command that does not exist.
     *
     * @param name what was typed
     * @return the fault and the remedy
     */
    public String unknown(String name) {
        List<String> names = new ArrayList<>(entries.keySet());
        names.addAll(aliases.keySet());
        return "no command is called "
                + Spelling.named(name)
                + "; "
                + Optional.ofNullable(ELSEWHERE.get(name))
                        .or(() -> Spelling.closest(name, names))
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("list them with: `help`");
    }

    /**
     * A command that is ready to read its arguments.
     *
     * @param name what the user typed
     * @param session what it works on
     * @return empty when there is no such command
     */
    public Optional<CommandLine> make(String name, Session session) {
        Entry entry = entries.get(aliases.getOrDefault(name, name));
        if (entry == null) {
            return Optional.empty();
        }
        Callable<Integer> command = entry.maker().apply(session);
        CommandLine line = HelpPage.withWholeWords(new CommandLine(command, factory(session)));
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
