package signalkit.shell.interpreter;

/** The commands that are about the shell itself, and the kit's other programs. */
public final class Builtins {
    private Builtins() {}

    /**
     * Adds the kit's other programs, each as a command.
     *
     * @param all what the shell knows
     */
    public static void addToolsTo(Registry all) {
        add(all, "lesson", "follow the course: lessons, exercises, checks", Tool.LESSON);
        add(all, "course", "make students' files, slides and reports", Tool.COURSE);
        add(all, "site", "write the course as pages for a browser", Tool.SITE);
        add(all, "explore", "try every schedule and signal arrival", Tool.EXPLORE);
        add(all, "replay", "step through a schedule that explore found", Tool.REPLAY);
        add(all, "rules", "check what signal handlers in jars may reach", Tool.RULES);
        add(all, "bench", "measure the servers side by side", Tool.BENCH);
        add(all, "race", "let jcstress run the races", Tool.RACE);
    }

    /**
     * Adds the commands about the shell itself.
     *
     * @param all what the shell knows
     */
    public static void addTo(Registry all) {
        all.add("help", "list the commands, or explain one", HelpCommand::new);
        all.add("version", "print the versions of the kit and of Java", VersionCommand::new);
        all.add("history", "list what was typed in the shell", HistoryCommand::new);
        all.add("clear", "clear the window", ClearCommand::new);
        all.add("exit", "end all servers and leave", ExitCommand::new);
        all.alias("quit", "exit");
    }

    private static void add(Registry all, String name, String summary, Tool tool) {
        all.add(name, summary, session -> new ToolCommand(session, tool));
    }
}
