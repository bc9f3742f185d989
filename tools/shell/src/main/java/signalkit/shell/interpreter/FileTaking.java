package signalkit.shell.interpreter;

/** A command some of whose arguments are paths, which its declaration does not say. */
public interface FileTaking {
    /**
     * Whether a path stands at the cursor.
     *
     * @param before the argument before it; empty for none
     * @param word what is typed of it
     * @return true for completion by the names of files
     */
    boolean takesFile(String before, String word);
}
