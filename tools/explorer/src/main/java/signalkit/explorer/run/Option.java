package signalkit.explorer.run;

import signalkit.explorer.Choice;
import signalkit.explorer.model.Task;

/**
 * A choice that can be made now.
 *
 * @param choice what
 * @param task the thread that runs next; null when a signal stays pending
 * @param cost 1 when a thread that could go on has to stop for it, else 0
 */
public record Option(Choice choice, Task task, int cost) {}
