package signalkit.shell.command.steer;

import signalkit.shell.interpreter.Registry;

/** The commands that start servers, signal them and end them. */
public final class SteerCommands {
    private SteerCommands() {}

    /**
     * Adds them, in the order in which help lists them.
     *
     * @param all what the shell knows
     */
    public static void addTo(Registry all) {
        all.add("start", "start a server and wait until it is ready", StartCommand::new);
        all.add("send", "send signals to a server", SendCommand::new);
        all.add("storm", "send many signals at a steady rate", StormCommand::new);
        all.add("aim", "make a signal arrive at a chosen moment", AimCommand::new);
        all.add("wait", "wait until a server has ended", WaitCommand::new);
        all.add("stop", "end servers with TERM", StopCommand::new);
        all.add("kill", "end servers with KILL", KillCommand::new);
        all.add("forget", "forget servers that have ended", ForgetCommand::new);
    }
}
