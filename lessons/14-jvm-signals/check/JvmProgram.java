package signalkit.lessons.jvmsignals;

/** The learner's program, as a scene starts it. */
public interface JvmProgram {
    /**
     * Calls its main method.
     *
     * @throws Exception when that does
     */
    void start() throws Exception;
}
