package signalkit.explorer.jdk;

import java.util.Objects;

/**
 * Stands for {@code sun.misc.Signal}: the JVM runs each handler on a thread of its own, so that
 * handlers overlap and never interrupt code.
 */
public final class JvmSignalModel {
    private final String name;

    /** As in Signal. */
    public JvmSignalModel(String name) {
        this.name = Objects.requireNonNull(name);
    }

    /** As in Signal. */
    public String getName() {
        return name;
    }

    /** As in Signal, with the numbers of Linux. */
    public int getNumber() {
        return signalkit.posix.Signal.valueOf(name).number();
    }

    /** As in Signal. */
    public static JvmHandlerModel handle(JvmSignalModel signal, JvmHandlerModel handler) {
        Here.step(Here.state(), Effect.WRITE, "handles " + signal.name);
        JvmHandlerModel old = Here.state().handlers().put(signal.name, handler);
        return old == null ? JvmHandlerModel.SIG_DFL : old;
    }

    /**
     * As in Signal: some time after this, the JVM looks for the handler, and runs it on a daemon,
     * as its dispatcher is one: the program may end before the handler does.
     */
    public static void raise(JvmSignalModel signal) {
        Here.step(Here.state(), Effect.WRITE, "raises " + signal.name);
        ModelThread thread =
                new ModelThread(() -> dispatch(signal), "SIG" + signal.name + " handler");
        thread.setDaemon(true);
        thread.start();
    }

    private static void dispatch(JvmSignalModel signal) {
        Here.step(Here.state(), Effect.READ, "looks for the handler of " + signal.name);
        Here.state().handlers().getOrDefault(signal.name, JvmHandlerModel.SIG_DFL).handle(signal);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JvmSignalModel signal && signal.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "SIG" + name;
    }
}
