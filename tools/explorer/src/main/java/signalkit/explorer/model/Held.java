package signalkit.explorer.model;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.posix.Op;
import signalkit.weaver.Site;

/**
 * What places of memory hold, to see whether a step changes them. It runs no code of the program.
 */
public final class Held {
    /** An object as what it is, whatever its own idea of equality. */
    private record Identity(Object object) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private Held() {}

    /** What the place holds that a step writes; null when that is not known. */
    public static Object by(Operation operation, SiteMeanings sites) {
        Site site = operation.access() == null ? null : operation.access().site();
        if (site == null || operation.target() instanceof LibraryCall || site.isCall()) {
            return atomic(operation.target());
        }
        if (site.op() != Op.WRITE) {
            return null;
        }
        return site.isArray()
                ? elements(operation.target())
                : field(sites.field(site), operation.target());
    }

    private static Object field(Field field, Object owner) {
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            return field.getType().isPrimitive() ? value : new Identity(value);
        } catch (IllegalAccessException | RuntimeException e) {
            return null;
        }
    }

    private static Object elements(Object array) {
        List<Object> elements = new ArrayList<>();
        boolean isOfValues = array.getClass().getComponentType().isPrimitive();
        for (int i = 0; i < Array.getLength(array); i++) {
            Object element = Array.get(array, i);
            elements.add(isOfValues ? element : new Identity(element));
        }
        return elements;
    }

    /** What an atomic object holds; null for any other. */
    public static Object atomic(Object target) {
        Object object = target instanceof LibraryCall call ? call.receiver() : target;
        if (object instanceof AtomicInteger atomic) {
            return atomic.get();
        }
        if (object instanceof AtomicLong atomic) {
            return atomic.get();
        }
        if (object instanceof AtomicBoolean atomic) {
            return atomic.get();
        }
        if (object instanceof AtomicReference<?> atomic) {
            return new Identity(atomic.get());
        }
        return null;
    }
}
