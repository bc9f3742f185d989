package signalkit.shell;

import signalkit.shell.command.look.LookCommands;
import signalkit.shell.command.measure.MeasureCommands;
import signalkit.shell.command.steer.SteerCommands;
import signalkit.shell.interpreter.Builtins;
import signalkit.shell.interpreter.Registry;
import signalkit.shell.tutorial.TutorialCommand;

/** All commands of the shell. */
final class Commands {
    private Commands() {}

    /** A new registry, in the order in which help lists the commands. */
    static Registry all() {
        Registry all = new Registry();
        all.add("tutorial", "take the first tour, in five minutes", TutorialCommand::new);
        SteerCommands.addTo(all);
        LookCommands.addTo(all);
        MeasureCommands.addTo(all);
        Builtins.addToolsTo(all);
        Builtins.addTo(all);
        return all;
    }
}
