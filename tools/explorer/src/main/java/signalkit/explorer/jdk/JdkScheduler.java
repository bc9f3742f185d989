package signalkit.explorer.jdk;

/** A scheduler whose threads may use the models. */
public interface JdkScheduler {
    /**
     * The run that its threads are in.
     *
     * @return never null
     */
    JdkRun jdk();
}
