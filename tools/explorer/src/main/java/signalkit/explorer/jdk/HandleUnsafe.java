package signalkit.explorer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Stands for the JDK's Unsafe in copies: accesses each field and element through a {@link
 * VarHandle}, as the explorer sees them. It is renamed and woven as copies are.
 *
 * <p>Every access is volatile: the JDK's own classes are trusted to need no more than the weaker
 * order that they ask for.
 */
public final class HandleUnsafe {
    private static final HandleUnsafe ONLY = new HandleUnsafe();
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(Object[].class);

    private HandleUnsafe() {}

    /** As in Unsafe. */
    public static HandleUnsafe getUnsafe() {
        return ONLY;
    }

    /** The number of a field. */
    public long objectFieldOffset(Class<?> type, String name) {
        return FieldNumbers.of(type, name);
    }

    /** Elements are numbered from 0. */
    public int arrayBaseOffset(Class<?> type) {
        return 0;
    }

    /** The same as a number of 64 bits. */
    public long longArrayBaseOffset(Class<?> type) {
        return 0;
    }

    /** Elements are numbered one by one. */
    public int arrayIndexScale(Class<?> type) {
        return 1;
    }

    /** As in Unsafe. */
    public boolean compareAndSetInt(Object object, long field, int expected, int value) {
        return FieldNumbers.handle(field).compareAndSet(object, expected, value);
    }

    /** As in Unsafe. */
    public boolean compareAndSetLong(Object object, long field, long expected, long value) {
        return FieldNumbers.handle(field).compareAndSet(object, expected, value);
    }

    /** As in Unsafe. */
    public boolean compareAndSetReference(
            Object object, long place, Object expected, Object value) {
        return object instanceof Object[] array
                ? ELEMENTS.compareAndSet(array, (int) place, expected, value)
                : FieldNumbers.handle(place).compareAndSet(object, expected, value);
    }

    /** As in Unsafe. */
    public Object getReferenceAcquire(Object object, long place) {
        return object instanceof Object[] array
                ? ELEMENTS.getVolatile(array, (int) place)
                : FieldNumbers.handle(place).getVolatile(object);
    }

    /** As in Unsafe. */
    public void putReferenceRelease(Object object, long place, Object value) {
        if (object instanceof Object[] array) {
            ELEMENTS.setVolatile(array, (int) place, value);
        } else {
            FieldNumbers.handle(place).setVolatile(object, value);
        }
    }

    /** As in Unsafe. */
    public void putReference(Object object, long place, Object value) {
        putReferenceRelease(object, place, value);
    }

    /** As in Unsafe. */
    public int getAndAddInt(Object object, long field, int more) {
        return (int) FieldNumbers.handle(field).getAndAdd(object, more);
    }

    /** As in Unsafe. */
    public int getAndBitwiseAndInt(Object object, long field, int mask) {
        return (int) FieldNumbers.handle(field).getAndBitwiseAnd(object, mask);
    }

    /** As in Unsafe. */
    public void putInt(Object object, long field, int value) {
        FieldNumbers.handle(field).setVolatile(object, value);
    }

    /** As in Unsafe. */
    public void putIntOpaque(Object object, long field, int value) {
        putInt(object, field, value);
    }

    /** As in Unsafe, but it fails only where the value is another one. */
    public boolean weakCompareAndSetInt(Object object, long field, int expected, int value) {
        return compareAndSetInt(object, field, expected, value);
    }

    /** As in Unsafe, but it fails only where the value is another one. */
    public boolean weakCompareAndSetReference(
            Object object, long place, Object expected, Object value) {
        return compareAndSetReference(object, place, expected, value);
    }

    /** As in Unsafe; {@code isAbsolute} says that {@code time} is a moment in milliseconds. */
    public void park(boolean isAbsolute, long time) {
        if (isAbsolute) {
            ModelLockSupport.parkUntil(time);
        } else if (time == 0) {
            ModelLockSupport.park();
        } else {
            ModelLockSupport.parkNanos(time);
        }
    }
}
