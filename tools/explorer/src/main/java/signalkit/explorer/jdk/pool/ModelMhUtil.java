package signalkit.explorer.jdk.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Stands for the JDK's own short way to find the handle of a field. */
public final class ModelMhUtil {
    private ModelMhUtil() {}

    /** Finds a handle of the class that looks. */
    public static VarHandle findVarHandle(MethodHandles.Lookup lookup, String name, Class<?> type) {
        return findVarHandle(lookup, lookup.lookupClass(), name, type);
    }

    /** Finds a handle. */
    public static VarHandle findVarHandle(
            MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type) {
        try {
            return lookup.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
