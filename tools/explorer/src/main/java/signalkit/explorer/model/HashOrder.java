package signalkit.explorer.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import signalkit.weaver.Site;

/** Tells collections whose order is another one in each run of a JVM. Immutable. */
final class HashOrder {
    /** Methods that do not depend on the order. */
    private static final Set<String> ANY_ORDER =
            Set.of(
                    "<init>",
                    "add",
                    "clear",
                    "compute",
                    "computeIfAbsent",
                    "computeIfPresent",
                    "contains",
                    "containsKey",
                    "entrySet",
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

    /** Whether objects of a class have hash codes that the JVM gives them. */
    private static final ClassValue<Boolean> BY_IDENTITY =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return hasIdentityHash(type);
                }
            };

    private HashOrder() {}

    /** Whether a call could see the keys of a collection in another order. */
    static boolean matters(Object collection, Site site) {
        boolean isOrdered =
                collection instanceof LinkedHashMap || collection instanceof LinkedHashSet;
        if (isOrdered || isItsOwn(collection, site) && ANY_ORDER.contains(site.member())) {
            return false;
        }
        if (collection instanceof HashSet<?> set) {
            return hasIdentities(set);
        }
        boolean isMap = collection instanceof HashMap || collection instanceof IdentityHashMap;
        return isMap
                && ((Map<?, ?>) collection).size() > 1
                && hasIdentities((Map<?, ?>) collection);
    }

    private static boolean isItsOwn(Object collection, Site site) {
        return site.owner().startsWith("java.util.")
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
            if (key != null && BY_IDENTITY.get(key.getClass())) {
                return true;
            }
        }
        return false;
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
