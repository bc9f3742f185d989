package signalkit.explorer.load;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Copies of values that a test hands to an explored program, for each run its own.
 *
 * <p>A value that cannot change is its own copy. Arrays, records, enum constants and classes are
 * copied into those of the program's loader. All else is refused: its fields are those of another
 * class than the explored one, and runs would share it.
 */
public final class ValueCopy {
    private static final Set<Class<?>> IMMUTABLE =
            Set.of(
                    String.class,
                    Boolean.class,
                    Character.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigInteger.class,
                    BigDecimal.class,
                    UUID.class,
                    Locale.class);

    private ValueCopy() {}

    /**
     * The copy of a value.
     *
     * @param value what a test has
     * @param loader has the classes of the explored program
     * @return what a run may have
     * @throws IllegalArgumentException naming the class of what cannot be copied
     */
    public static Object of(Object value, ClassLoader loader) {
        if (value == null
                || IMMUTABLE.contains(value.getClass())
                || value.getClass().getPackageName().equals("java.time")) {
            return value;
        }
        try {
            if (value instanceof Class<?> type) {
                return twin(type, loader);
            }
            if (value instanceof Enum<?> constant) {
                // As the program would: the run initialises the enum at this call.
                Method values =
                        twin(constant.getDeclaringClass(), loader).getDeclaredMethod("values");
                values.setAccessible(true);
                return Array.get(values.invoke(null), constant.ordinal());
            }
            if (value.getClass().isArray()) {
                return array(value, loader);
            }
            if (value instanceof Record) {
                return ofRecord(value, loader);
            }
            if (isPlainList(value)) {
                List<Object> copies = new ArrayList<>();
                for (Object each : (List<?>) value) {
                    copies.add(of(each, loader));
                }
                return value.getClass() == ArrayList.class ? copies : List.of(copies.toArray());
            }
        } catch (InvocationTargetException e) {
            // The run may be over, which unwinds its threads.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalArgumentException(
                    "a " + value.getClass().getName() + " (" + e.getCause() + ")");
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " (" + e + ")");
        }
        throw new IllegalArgumentException("a " + value.getClass().getName());
    }

    private static boolean isPlainList(Object value) {
        return value instanceof List<?> list
                && (value.getClass() == ArrayList.class
                        || value.getClass().getName().startsWith("java.util.ImmutableCollections$")
                                && !list.contains(null));
    }

    private static Class<?> twin(Class<?> type, ClassLoader loader) throws ClassNotFoundException {
        if (type.isPrimitive()) {
            return type;
        }
        if (type.isArray()) {
            return Array.newInstance(twin(type.getComponentType(), loader), 0).getClass();
        }
        String name = new JdkNames(false).map(type.getName().replace('.', '/')).replace('/', '.');
        return Class.forName(name, false, loader);
    }

    private static Object array(Object value, ClassLoader loader) throws ClassNotFoundException {
        int length = Array.getLength(value);
        Object copy = Array.newInstance(twin(value.getClass().getComponentType(), loader), length);
        for (int i = 0; i < length; i++) {
            Array.set(copy, i, of(Array.get(value, i), loader));
        }
        return copy;
    }

    private static Object ofRecord(Object value, ClassLoader loader)
            throws ReflectiveOperationException {
        RecordComponent[] components = value.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = twin(components[i].getType(), loader);
            components[i].getAccessor().setAccessible(true);
            values[i] = of(components[i].getAccessor().invoke(value), loader);
        }
        Constructor<?> constructor = twin(value.getClass(), loader).getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /**
     * Whether an object of a class is as good as any other one: it has no fields, and a constructor
     * without arguments.
     *
     * @param type a class
     * @return true when {@link #bare} may stand for each object of it
     */
    public static boolean isBare(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return false;
                }
            }
        }
        return Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(each -> each.getParameterCount() == 0);
    }

    /**
     * A new object of such a class.
     *
     * @param type a class of the explored program
     * @return an object of it
     * @throws NoSuchMethodException when it has no constructor without arguments
     */
    public static Object bare(Class<?> type) throws NoSuchMethodException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
