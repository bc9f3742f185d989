package signalkit.shell.interpreter;

import java.util.List;

/** A command that knows more of what may come next than its declaration says. */
public interface Suggesting {
    /**
     * What may stand at the cursor.
     *
     * @param before the arguments before it
     * @return words; empty when only the declaration counts
     * @throws InterruptedException when somebody does not want to wait for it
     */
    List<String> suggestions(List<String> before) throws InterruptedException;
}
