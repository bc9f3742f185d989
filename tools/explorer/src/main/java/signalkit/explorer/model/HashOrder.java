package signalkit.explorer.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import signalkit.weaver.JdkClasses;
import signalkit.weaver.Site;

/** Tells collections whose order is another one in each run of a JVM. Immutable. */
final class HashOrder {
    /** Methods that do not depend on the order. */
    private static final Set<String> ANY_ORDER =
            Set.of(
                    "add",
                    "clear",
                    "compute",
                    "computeIfAbsent",
                    "computeIfPresent",
                    "contains",
                    "containsAll",
                    "containsKey",
                    "entrySet",
                    "equals",
                    "get",
                    "getOrDefault",
                    "isEmpty",
                    "keySet",
                    "merge",
                    "put",
                    "putIfAbsent",
                    "remove",
                    "replace",
                    "size",
                    "values");

    /** Their constructors do not keep the order of what they copy. */
    private static final Set<String> COPIES =
            Set.of(
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.IdentityHashMap",
                    "java.util.TreeMap",
                    "java.util.TreeSet");

    /** Whether objects of a class have hash codes that the JVM gives them. */
    private static final ClassValue<Boolean> BY_IDENTITY =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return hasIdentityHash(type);
                }
            };

    /** How far to look into a key. */
    private static final int DEPTH = 4;

    private HashOrder() {}

    /** Whether a call could see the keys of a collection in another order. */
    static boolean matters(Object collection, Site site) {
        boolean isOrdered =
                collection instanceof LinkedHashMap || collection instanceof LinkedHashSet;
        if (isOrdered || isItsOwn(collection, site)) {
            return false;
        }
        if (isSalted(collection)) {
            return true;
        }
        if (collection instanceof HashSet<?> set) {
            return hasIdentities(set);
        }
        boolean isMap = collection instanceof HashMap || collection instanceof IdentityHashMap;
        return isMap
                && ((Map<?, ?>) collection).size() > 1
                && hasIdentities((Map<?, ?>) collection);
    }

    /** Those of {@code Set.of} and {@code Map.of} have another order in each JVM. */
    private static boolean isSalted(Object collection) {
        if (!collection.getClass().getName().startsWith("java.util.ImmutableCollections$")) {
            return false;
        }
        return collection instanceof Set<?> set && set.size() > 1
                || collection instanceof Map<?, ?> map && map.size() > 1;
    }

    private static boolean isItsOwn(Object collection, Site site) {
        if (site.member().equals("<init>")) {
            return COPIES.contains(site.owner());
        }
        return ANY_ORDER.contains(site.member())
                && site.owner().startsWith("java.util.")
                && (collection instanceof Map == site.owner().endsWith("Map"));
    }

    private static boolean hasIdentities(Map<?, ?> map) {
        return map instanceof IdentityHashMap || hasIdentities(map.keySet());
    }

    private static boolean hasIdentities(Collection<?> keys) {
        if (keys.size() < 2) {
            return false;
        }
        for (Object key : keys) {
            if (!isStable(key, 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a hash code is the same in each JVM, as far as can be told. */
    private static boolean isStable(Object key, int depth) {
        if (key == null || key instanceof String || key instanceof Number) {
            return true;
        }
        Class<?> type = key.getClass();
        if (BY_IDENTITY.get(type) || depth > DEPTH) {
            return false;
        }
        if (key instanceof Collection<?> elements) {
            return elements.stream().allMatch(each -> isStable(each, depth + 1));
        }
        if (JdkClasses.has(type.getName())) {
            return type.getName().startsWith("java.lang.")
                    || type.getName().startsWith("java.time.");
        }
        try {
            for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    boolean isPart =
                            !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
                    if (isPart && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        if (!isStable(field.get(key), depth + 1)) {
                            return false;
                        }
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
        return true;
    }

    private static boolean hasIdentityHash(Class<?> type) {
        try {
            java.lang.reflect.Method method = type.getMethod("hashCode");
            Class<?> owner = method.getDeclaringClass();
            // The weaver has added the synthetic ones.
            return owner == Object.class || owner == Enum.class || method.isSynthetic();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no hashCode", e);
        }
    }
}
