package signalkit.explorer.library;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import signalkit.weaver.Site;

/**
 * Which calls of the JDK hash what they are given, or compare it: they read what is in it, and no
 * instruction of the program says so.
 */
final class Comparisons {
    /** Methods of the classes Arrays and Collections, and of a list. */
    private static final Set<String> SORTING =
            Set.of("binarySearch", "max", "min", "parallelSort", "sort");

    private static final Set<String> OF_STREAMS =
            Set.of("collect", "distinct", "max", "min", "sorted");

    /** Methods that make a table of what they are given. */
    private static final Set<String> MAKING = Set.of("<init>", "copyOf", "ofEntries");

    private static final Set<String> TABLES =
            Set.of(
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.Hashtable",
                    "java.util.LinkedHashMap",
                    "java.util.LinkedHashSet",
                    "java.util.Map",
                    "java.util.PriorityQueue",
                    "java.util.Set",
                    "java.util.TreeMap",
                    "java.util.TreeSet");

    /** Methods of a map that compare their second argument with a value. */
    private static final Set<String> OF_VALUES = Set.of("remove", "replace");

    private Comparisons() {}

    /** Whether a call hashes or compares the keys or elements of what it is given. */
    static boolean looksInto(Site site, Object target) {
        if (target instanceof BaseStream) {
            return OF_STREAMS.contains(site.member());
        }
        return TABLES.contains(site.owner()) && MAKING.contains(site.member())
                || SORTING.contains(site.member()) && site.owner().startsWith("java.util.");
    }

    /** Whether a call looks for the place of an argument, or of a part of it, in a table. */
    static boolean isKey(Site site, Object target, int index) {
        if (target == null) {
            return site.member().equals("of")
                    && (site.owner().equals("java.util.Set")
                            || site.owner().equals("java.util.Map") && index % 2 == 0);
        }
        if (target instanceof Map && !(target instanceof IdentityHashMap)) {
            return index == 0 || index == 1 && OF_VALUES.contains(site.member());
        }
        return index == 0 && (target instanceof Set || target instanceof PriorityQueue);
    }

    /** Looks at what a call compares an argument with: the keys of a receiver that is sorted. */
    static void lookAtKeys(Object target, Consumer<Object> look) {
        if (target instanceof SortedMap
                || target instanceof SortedSet
                || target instanceof PriorityQueue) {
            lookInto(target, look);
        }
    }

    /** Looks at the keys of a map, and at the elements of anything else. */
    static void lookInto(Object container, Consumer<Object> look) {
        if (container instanceof Collection<?> elements) {
            elements.forEach(look);
        } else if (container instanceof Map<?, ?> map) {
            map.keySet().forEach(look);
        } else if (container instanceof Map.Entry<?, ?> entry) {
            look.accept(entry.getKey());
        } else if (container instanceof Optional<?> optional) {
            optional.ifPresent(look);
        }
    }

    /** Whether a call is what makes the hash code, the text or the equality of a record. */
    static boolean isOfRecord(Site site) {
        return site.owner().equals("java.lang.runtime.ObjectMethods");
    }

    /** Looks at the components of a record that others could change; an array is only compared. */
    static void lookAtComponents(Object record, Consumer<Object> look) {
        for (Field field : record.getClass().getDeclaredFields()) {
            boolean isPart = !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
            if (isPart && !field.getType().isPrimitive() && !field.getType().isArray()) {
                field.setAccessible(true);
                try {
                    look.accept(field.get(record));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field + " cannot be read", e);
                }
            }
        }
    }
}
