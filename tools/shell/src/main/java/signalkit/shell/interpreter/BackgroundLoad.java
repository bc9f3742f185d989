package signalkit.shell.interpreter;

import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;

/**
 * Clients that go on while other commands run.
 *
 * @param server the name of the server that they talk to
 * @param plan what they do
 * @param generator who does it
 */
public record BackgroundLoad(String server, LoadPlan plan, LoadGenerator generator) {}
