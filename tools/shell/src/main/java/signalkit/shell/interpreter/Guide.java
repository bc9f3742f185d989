package signalkit.shell.interpreter;

/** Follows what a user types, and may say something after it. */
public interface Guide {
    /**
     * Called when a line has run.
     *
     * @param line as it was typed
     */
    void ran(String line);
}
