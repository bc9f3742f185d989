package signalkit.explorer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fields by the numbers that {@link HandleUnsafe} has given them. Thread-safe. */
public final class FieldNumbers {
    private static final List<VarHandle> HANDLES = new CopyOnWriteArrayList<>();

    private static final ClassValue<Map<String, Long>> NUMBERS =
            new ClassValue<>() {
                @Override
                protected Map<String, Long> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    private FieldNumbers() {}

    /**
     * The number of a field.
     *
     * @param type its class
     * @param name its name
     * @return the same each time
     */
    public static long of(Class<?> type, String name) {
        return NUMBERS.get(type).computeIfAbsent(name, absent -> add(type, name));
    }

    private static synchronized long add(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            HANDLES.add(lookup.unreflectVarHandle(field));
            return HANDLES.size() - 1;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no field " + name + " in " + type, e);
        }
    }

    /**
     * A field by its number.
     *
     * @param number given by {@link #of}
     * @return accesses it
     */
    public static VarHandle handle(long number) {
        return HANDLES.get((int) number);
    }
}
