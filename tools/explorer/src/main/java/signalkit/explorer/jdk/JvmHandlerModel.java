package signalkit.explorer.jdk;

/** Stands for {@code sun.misc.SignalHandler}. */
@FunctionalInterface
public interface JvmHandlerModel {
    /** As in SignalHandler: ends the program, after its hooks. */
    JvmHandlerModel SIG_DFL = signal -> ModelSystem.exit(0);

    /** As in SignalHandler. */
    JvmHandlerModel SIG_IGN = signal -> {};

    /**
     * Runs on a thread of its own.
     *
     * @param signal what came
     */
    void handle(JvmSignalModel signal);
}
