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

    /** As in Signal: the handler begins some time after this. */
    public static void raise(JvmSignalModel signal) {
        Here.step(Here.state(), Effect.WRITE, "raises " + signal.name);
        JvmHandlerModel handler =
                Here.state().handlers().getOrDefault(signal.name, JvmHandlerModel.SIG_DFL);
        new ModelThread(() -> handler.handle(signal), "SIG" + signal.name + " handler").start();
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
