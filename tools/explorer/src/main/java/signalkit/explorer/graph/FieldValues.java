package signalkit.explorer.graph;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import signalkit.explorer.Scenario;
import signalkit.explorer.memory.Cell;
import signalkit.explorer.run.Texts;
import signalkit.posix.Pthread;

/**
 * The fields of a scenario as texts, and those of the objects that it is about.
 *
 * <p>It only reads fields: a method of the program could come to a point, or change something.
 */
final class FieldValues {
    private static final int DEPTH = 6;
    private static final int ELEMENTS = 16;
    private static final String COPIES = "explored.java.util.";
    private static final String CONSTANT = "[A-Z][A-Z0-9_]*";

    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, String> values = new LinkedHashMap<>();

    private FieldValues() {}

    /** The values of a scenario by the names of their fields; null has none. */
    static Map<String, String> of(Scenario scenario) {
        FieldValues own = new FieldValues();
        if (scenario != null) {
            own.open.add(scenario);
            for (Field field : fields(scenario.getClass())) {
                Object value = read(field, scenario);
                if (value != null && isProgramsOwn(value.getClass())) {
                    own.addFieldsOf(value);
                } else {
                    own.add(field, value);
                }
            }
        }
        return own.values;
    }

    private void addFieldsOf(Object owner) {
        open.add(owner);
        for (Field field : fields(owner.getClass())) {
            add(field, read(field, owner));
        }
    }

    private void add(Field field, Object value) {
        if (isShown(value == null ? field.getType() : value.getClass())) {
            values.putIfAbsent(field.getName(), text(value, DEPTH));
        }
    }

    /** The fields of a class that are shown; a class is asked for them once. */
    private static final ClassValue<List<Field>> FIELDS =
            new ClassValue<>() {
                @Override
                protected List<Field> computeValue(Class<?> type) {
                    return List.copyOf(shownFields(type));
                }
            };

    private static List<Field> fields(Class<?> type) {
        return FIELDS.get(type);
    }

    /** The superclass's first, without constants. */
    private static List<Field> shownFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type;
                each != null && isProgramsOwn(each);
                each = each.getSuperclass()) {
            List<Field> own = new ArrayList<>();
            for (Field field : each.getDeclaredFields()) {
                // Woven classes have constants that are not final.
                boolean isConstant =
                        Modifier.isStatic(field.getModifiers())
                                && field.getName().matches(CONSTANT);
                if (!isConstant && !field.isSynthetic() && field.trySetAccessible()) {
                    own.add(field);
                }
            }
            fields.addAll(0, own);
        }
        return fields;
    }

    private static Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a field of a class of the JDK, or of a copy; null when there is none. */
    private static Object read(Object owner, String name) {
        for (Class<?> each = owner.getClass(); each != null; each = each.getSuperclass()) {
            try {
                Field field = each.getDeclaredField(name);
                return field.trySetAccessible() ? read(field, owner) : null;
            } catch (NoSuchFieldException e) {
                // It may be the superclass's.
            }
        }
        return null;
    }

    /** Whether the program brings a class, and it is more than a value. */
    private static boolean isProgramsOwn(Class<?> type) {
        return Texts.isUsers(type.getName())
                && !type.isHidden()
                && !type.isEnum()
                && !type.isArray()
                && !type.isPrimitive()
                && !Throwable.class.isAssignableFrom(type);
    }

    private static boolean isShown(Class<?> type) {
        String name = type.getName();
        return type.isPrimitive()
                || type.isEnum()
                || type.isArray()
                || name.startsWith(COPIES)
                || name.startsWith("java.lang.") && type != Class.class
                || name.startsWith("java.util.") && !name.startsWith("java.util.function.")
                || isProgramsOwn(type);
    }

    private String text(Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (depth == 0 || open.contains(value)) {
            return "…";
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return list(elements, depth);
        }
        if (type.getName().startsWith(COPIES)) {
            List<Object> elements = new ArrayList<>();
            return addElements(value, elements) ? list(elements, depth) : type.getSimpleName();
        }
        if (value instanceof Collection<?> collection) {
            return list(copy(collection), depth);
        }
        if (isProgramsOwn(type)) {
            return object(value, depth);
        }
        if (value instanceof Pthread thread) {
            return thread.name();
        }
        boolean isPlain =
                type.isEnum()
                        || value instanceof Number
                        || value instanceof CharSequence
                        || value instanceof Boolean
                        || value instanceof Character;
        if (isPlain && !isAtomic(value)) {
            return String.valueOf(value);
        }
        Cell cell = isAtomic(value) ? Cell.of(value, new Object[0]) : null;
        if (cell != null) {
            return text(cell.get(), depth - 1);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < length(value); i++) {
            elements.add(Cell.of(value, new Object[] {i}).get());
        }
        boolean isArray = isAtomic(value) && type.getName().endsWith("Array");
        return isArray ? list(elements, depth) : type.isHidden() ? "code" : type.getSimpleName();
    }

    private static boolean isAtomic(Object value) {
        return value.getClass().getName().startsWith("java.util.concurrent.atomic.Atomic");
    }

    /** Of an atomic array; 0 for all else. */
    private static int length(Object array) {
        if (array instanceof AtomicIntegerArray numbers) {
            return numbers.length();
        }
        if (array instanceof AtomicLongArray numbers) {
            return numbers.length();
        }
        return array instanceof AtomicReferenceArray<?> objects ? objects.length() : 0;
    }

    /** The elements of a collection of the JDK; none while another thread is changing it. */
    private static List<?> copy(Collection<?> collection) {
        try {
            return new ArrayList<>(collection);
        } catch (ConcurrentModificationException e) {
            return List.of();
        }
    }

    /** Adds what a copied collection holds; false when its fields are not known. */
    private static boolean addElements(Object copy, List<Object> elements) {
        Object array = read(copy, "elementData");
        Object size = array == null ? null : read(copy, "size");
        if (array != null) {
            Object count = size == null ? read(copy, "elementCount") : size;
            for (int i = 0; count instanceof Integer number && i < number; i++) {
                elements.add(Array.get(array, i));
            }
            return true;
        }
        if (read(copy, "elements") instanceof Object[] ring
                && read(copy, "head") instanceof Integer head
                && read(copy, "tail") instanceof Integer tail) {
            for (int i = head; i != tail; i = (i + 1) % ring.length) {
                elements.add(ring[i]);
            }
            return true;
        }
        Object node = read(copy, "first");
        boolean isLinked = copy.getClass().getSimpleName().equals("LinkedList");
        for (; isLinked && node != null; node = read(node, "next")) {
            elements.add(read(node, "item"));
        }
        return isLinked;
    }

    private String list(List<?> elements, int depth) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements.subList(0, Math.min(ELEMENTS, elements.size()))) {
            texts.add(text(element, depth - 1));
        }
        if (elements.size() > ELEMENTS) {
            texts.add("…");
        }
        return "[" + String.join(", ", texts) + "]";
    }

    private String object(Object value, int depth) {
        open.add(value);
        List<String> texts = new ArrayList<>();
        for (Field field : fields(value.getClass())) {
            texts.add(field.getName() + "=" + text(read(field, value), depth - 1));
        }
        open.remove(value);
        return value.getClass().getSimpleName() + "(" + String.join(", ", texts) + ")";
    }
}
