package signalkit.rules.meter;

/** CallTargets one method of the JDK; the implementations are generated. */
public interface Probe {
    /** Makes the call; what it returns is dropped. */
    void call(Object[] arguments);
}
