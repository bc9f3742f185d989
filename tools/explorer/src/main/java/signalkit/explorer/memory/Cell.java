package signalkit.explorer.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The memory of one location, to look at and to change without a step of the program.
 *
 * @param type of the values
 * @param read the value, a number in its box
 * @param write changes it
 */
public record Cell(Class<?> type, Supplier<Object> read, Consumer<Object> write) {
    public Object get() {
        return read.get();
    }

    public void set(Object value) {
        write.accept(value);
    }

    /** A field of a class of the program; empty when it cannot be reached. */
    public static Optional<VarHandle> handle(Field field) {
        if (Modifier.isFinal(field.getModifiers())) {
            return Optional.empty();
        }
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(
                            field.getDeclaringClass(), MethodHandles.lookup());
            return Optional.of(lookup.unreflectVarHandle(field));
        } catch (IllegalAccessException e) {
            return Optional.empty();
        }
    }

    /** A field; {@code owner} is null for a static one. */
    public static Cell ofField(Field field, VarHandle handle, Object owner) {
        return Modifier.isStatic(field.getModifiers())
                ? new Cell(field.getType(), () -> handle.get(), value -> handle.set(value))
                : new Cell(
                        field.getType(),
                        () -> handle.get(owner),
                        value -> handle.set(owner, value));
    }

    /** An element; null when there is none at this index. */
    public static Cell ofElement(Object array, int index) {
        if (array == null || index < 0 || index >= Array.getLength(array)) {
            return null;
        }
        return new Cell(
                array.getClass().getComponentType(),
                () -> Array.get(array, index),
                value -> Array.set(array, index, value));
    }

    /** What a call of a VarHandle, an atomic or an updater accesses; null when that is unknown. */
    @SuppressWarnings("unchecked")
    public static Cell of(Object target, Object[] arguments) {
        if (target instanceof VarHandle handle) {
            return ofHandle(handle.withInvokeBehavior(), arguments);
        }
        if (target instanceof AtomicInteger own) {
            return new Cell(int.class, own::getPlain, value -> own.setPlain((Integer) value));
        }
        if (target instanceof AtomicLong own) {
            return new Cell(long.class, own::getPlain, value -> own.setPlain((Long) value));
        }
        if (target instanceof AtomicBoolean own) {
            return new Cell(boolean.class, own::getPlain, value -> own.setPlain((Boolean) value));
        }
        if (target instanceof AtomicReference<?> any) {
            AtomicReference<Object> own = (AtomicReference<Object>) any;
            return new Cell(Object.class, own::getPlain, own::setPlain);
        }
        if (arguments.length == 0 || arguments[0] == null) {
            return null;
        }
        return arguments[0] instanceof Integer index
                ? ofArray(target, index)
                : ofUpdater(target, arguments[0]);
    }

    private static Cell ofHandle(VarHandle handle, Object[] arguments) {
        Class<?> type = handle.varType();
        switch (handle.coordinateTypes().size()) {
            case 0 -> {
                return new Cell(type, () -> handle.get(), value -> handle.set(value));
            }
            case 1 -> {
                Object owner = arguments[0];
                return owner == null
                        ? null
                        : new Cell(
                                type, () -> handle.get(owner), value -> handle.set(owner, value));
            }
            default -> {
                Object owner = arguments[0];
                boolean isElement =
                        owner != null
                                && owner.getClass().isArray()
                                && owner.getClass().getComponentType() == type;
                return isElement ? ofElement(owner, (Integer) arguments[1]) : null;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Cell ofArray(Object target, int index) {
        if (target instanceof AtomicIntegerArray own && has(own.length(), index)) {
            return new Cell(
                    int.class,
                    () -> own.getPlain(index),
                    value -> own.setPlain(index, (Integer) value));
        }
        if (target instanceof AtomicLongArray own && has(own.length(), index)) {
            return new Cell(
                    long.class,
                    () -> own.getPlain(index),
                    value -> own.setPlain(index, (Long) value));
        }
        if (target instanceof AtomicReferenceArray<?> any && has(any.length(), index)) {
            AtomicReferenceArray<Object> own = (AtomicReferenceArray<Object>) any;
            return new Cell(
                    Object.class, () -> own.getPlain(index), value -> own.setPlain(index, value));
        }
        return null;
    }

    private static boolean has(int length, int index) {
        return index >= 0 && index < length;
    }

    @SuppressWarnings("unchecked")
    private static Cell ofUpdater(Object target, Object owner) {
        if (target instanceof AtomicIntegerFieldUpdater<?> any) {
            AtomicIntegerFieldUpdater<Object> own = (AtomicIntegerFieldUpdater<Object>) any;
            return new Cell(
                    int.class, () -> own.get(owner), value -> own.set(owner, (Integer) value));
        }
        if (target instanceof AtomicLongFieldUpdater<?> any) {
            AtomicLongFieldUpdater<Object> own = (AtomicLongFieldUpdater<Object>) any;
            return new Cell(
                    long.class, () -> own.get(owner), value -> own.set(owner, (Long) value));
        }
        if (target instanceof AtomicReferenceFieldUpdater<?, ?> any) {
            AtomicReferenceFieldUpdater<Object, Object> own =
                    (AtomicReferenceFieldUpdater<Object, Object>) any;
            // The type of the field is not known.
            return new Cell(Void.class, () -> own.get(owner), value -> own.set(owner, value));
        }
        return null;
    }

    /** Whether a comparison takes two values for the same; the expected one may be wider. */
    public boolean isSame(Object value, Object expected) {
        if (!type.isPrimitive()) {
            return value == expected;
        }
        if (type == boolean.class) {
            return value.equals(expected);
        }
        if (type == float.class) {
            return bits((Float) value) == bits(number(expected).floatValue());
        }
        if (type == double.class) {
            return bits((Double) value) == bits(number(expected).doubleValue());
        }
        return number(value).longValue() == number(expected).longValue();
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static Number number(Object value) {
        return value instanceof Character character ? (int) character : (Number) value;
    }

    /** Lets a comparison with an expected value fail; false when no such value is known. */
    public boolean canDiffer(Object expected) {
        return expected instanceof Integer && type == int.class
                || expected instanceof Long && type == long.class
                || expected instanceof Boolean && type == boolean.class
                || !type.isPrimitive() && (expected != null || type == Object.class);
    }

    /** Puts in a value that differs from an expected one. */
    public void differ(Object expected) {
        if (expected instanceof Integer number && type == int.class) {
            set(number + 1);
        } else if (expected instanceof Long number && type == long.class) {
            set(number + 1);
        } else if (expected instanceof Boolean truth && type == boolean.class) {
            set(!truth);
        } else {
            set(expected == null ? new Object() : null);
        }
    }
}
