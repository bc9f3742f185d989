package signalkit.explorer.model;

import java.lang.constant.ConstantDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.IntStream;

/**
 * What handles, field updaters and atomic arrays access: a field or an element like any other.
 *
 * <p>One worker uses it.
 */
public final class Handles {
    /**
     * A part of an object.
     *
     * @param owner the object or array; null for a static field
     * @param index of an element; -1 for a field
     * @param key the kind of memory; null when nobody knows which field it is
     */
    public record Place(Object owner, int index, Key key) {}

    private static final String SEVERAL_BYTES = "values of several bytes";

    private final Keys keys;

    /** The fields of updaters, by the updater. */
    private final Map<Object, Key> updaters = new WeakHashMap<>();

    /** Each run makes handles of its own, which must not outlive it. */
    private final Map<VarHandle, Key> handles = new WeakHashMap<>();

    Handles(Keys keys) {
        this.keys = keys;
    }

    /** Notes the field that a new updater, or a new handle, stands for. */
    public void note(Object made, Object[] arguments) {
        if (made instanceof VarHandle handle) {
            boolean isNamed = arguments.length == 3 && arguments[1] instanceof String;
            Class<?> owner = isNamed ? ownerOf(arguments[0]) : null;
            if (owner != null) {
                handles.put(handle, keys.of(nameOf(owner, (String) arguments[1])));
            }
            return;
        }
        Class<?> type = (Class<?>) arguments[0];
        String name = (String) arguments[arguments.length - 1];
        updaters.put(made, keys.of(nameOf(type, name)));
    }

    /** Copies of the JDK hand in their lookup, where programs name their class. */
    private static Class<?> ownerOf(Object given) {
        if (given instanceof MethodHandles.Lookup lookup) {
            return lookup.lookupClass();
        }
        return given instanceof Class<?> type ? type : null;
    }

    /** Whether a call has made an updater. */
    public static boolean isUpdater(Object made) {
        return made instanceof AtomicIntegerFieldUpdater
                || made instanceof AtomicLongFieldUpdater
                || made instanceof AtomicReferenceFieldUpdater;
    }

    /** What a call accesses; {@code own} is the key of the objects of its class. */
    public Place of(Object target, Object[] arguments, Key own) {
        if (target instanceof VarHandle handle) {
            return ofHandle(handle, arguments);
        }
        if (isUpdater(target)) {
            return new Place(arguments[0], -1, updaters.get(target));
        }
        if (!target.getClass().getName().endsWith("Array")) {
            return new Place(target, -1, own);
        }
        // An atomic array: what has no index concerns all of it, and changes nothing.
        boolean hasIndex = arguments.length > 0 && arguments[0] instanceof Integer;
        return new Place(target, hasIndex ? (Integer) arguments[0] : -1, elements(target));
    }

    /** Where an atomic that is no handle keeps its values: one place, or one for each element. */
    public List<Place> partsOf(Object atomic) {
        if (!atomic.getClass().getName().endsWith("Array")) {
            return List.of(new Place(atomic, -1, keys.of(atomic.getClass().getName())));
        }
        Key key = elements(atomic);
        return IntStream.range(0, length(atomic))
                .mapToObj(index -> new Place(atomic, index, key))
                .toList();
    }

    private static int length(Object array) {
        if (array instanceof AtomicIntegerArray numbers) {
            return numbers.length();
        }
        return array instanceof AtomicLongArray numbers
                ? numbers.length()
                : ((AtomicReferenceArray<?>) array).length();
    }

    private Key elements(Object array) {
        return keys.of("elements of " + array.getClass().getName());
    }

    private Place ofHandle(VarHandle handle, Object[] arguments) {
        List<Class<?>> coordinates = handle.coordinateTypes();
        if (coordinates.isEmpty()) {
            return new Place(null, -1, fieldOf(handle));
        }
        if (coordinates.size() == 1) {
            return new Place(arguments[0], -1, fieldOf(handle));
        }
        Class<?> first = coordinates.get(0);
        boolean isElement =
                first.isArray()
                        && first.getComponentType() == handle.varType()
                        && arguments[0] != null
                        && (Integer) arguments[1] < Array.getLength(arguments[0]);
        if (isElement) {
            return new Place(arguments[0], (Integer) arguments[1], keys.of(Keys.ELEMENTS));
        }
        return isView(handle) ? ofView(arguments) : new Place(arguments[0], -1, null);
    }

    /** Whether a handle takes several bytes of an array or buffer for one value. */
    public static boolean isView(Object target) {
        if (!(target instanceof VarHandle handle) || handle.coordinateTypes().size() != 2) {
            return false;
        }
        Class<?> first = handle.coordinateTypes().get(0);
        return first == ByteBuffer.class || first == byte[].class && handle.varType() != byte.class;
    }

    /** The value that begins at a byte: a place beyond those of the bytes, which are memory too. */
    private Place ofView(Object[] arguments) {
        Object array = arguments[0];
        int index = (Integer) arguments[1];
        if (array instanceof ByteBuffer buffer && buffer.hasArray()) {
            array = buffer.array();
            index += buffer.arrayOffset();
        }
        boolean isByte = array instanceof byte[] bytes && index >= 0 && index < bytes.length;
        return isByte
                ? new Place(array, ((byte[]) array).length + index, keys.of(SEVERAL_BYTES))
                : new Place(array, -1, null);
    }

    private Key fieldOf(VarHandle handle) {
        return handles.computeIfAbsent(handle, this::find);
    }

    private Key find(VarHandle handle) {
        try {
            return handle.describeConstable()
                    .map(description -> keys.of(nameOf(handle, description)))
                    .orElse(null);
        } catch (InternalError e) {
            // The JDK does not find a field that the class inherits.
            return null;
        }
    }

    private static String nameOf(VarHandle handle, VarHandle.VarHandleDesc description) {
        ConstantDesc owner = description.bootstrapArgs()[0];
        String name = description.constantName();
        if (!handle.coordinateTypes().isEmpty()) {
            return nameOf(handle.coordinateTypes().get(0), name);
        }
        String type = ((java.lang.constant.ClassDesc) owner).descriptorString();
        return type.substring(1, type.length() - 1).replace('/', '.') + "." + name;
    }

    private static String nameOf(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                return each.getDeclaredField(name).getDeclaringClass().getName() + "." + name;
            } catch (NoSuchFieldException e) {
                // It is a superclass's.
            }
        }
        return type.getName() + "." + name;
    }
}
