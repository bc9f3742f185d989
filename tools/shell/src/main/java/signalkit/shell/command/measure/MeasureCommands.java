package signalkit.shell.command.measure;

import signalkit.shell.interpreter.Registry;

/** The commands that put servers to the test and count what happens. */
public final class MeasureCommands {
    private MeasureCommands() {}

    /**
     * Adds them, in the order in which help lists them.
     *
     * @param all what the shell knows
     */
    public static void addTo(Registry all) {
        all.add("clients", "let clients talk to a server, and measure", ClientsCommand::new);
        all.add("demo", "see a shutdown go right or wrong, explained", DemoCommand::new);
        all.add("repeat", "run a trial many times and count the ends", RepeatCommand::new);
        all.add("faults", "let faults happen to the servers, side by side", FaultsCommand::new);
    }
}
