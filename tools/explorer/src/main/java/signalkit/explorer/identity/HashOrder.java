package signalkit.explorer.identity;

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
public final class HashOrder {
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

    /** Methods of copied maps, and of what looks at them, that do not depend on it either. */
    private static final Set<String> ANY_ORDER_IN_COPY =
            Set.of(
                    "addAll",
                    "containsValue",
                    "getKey",
                    "getMap",
                    "getMappedValue",
                    "getValue",
                    "hashCode",
                    "mappingCount",
                    "putAll",
                    "removeAll",
                    "retainAll",
                    "setValue");

    /** Those of what looks at a map. */
    private static final Set<String> ANY_ORDER_IN_VIEW =
            Set.of("clear", "contains", "containsAll", "isEmpty", "size");

    private static final Set<String> VIEWS = Set.of("java.util.Collection", "java.util.Set");

    private static final Set<String> ITERATES =
            Set.of("next", "nextElement", "hasNext", "hasMoreElements", "remove");

    private HashOrder() {}

    /** Whether a call could see the keys of a collection in another order. */
    public static boolean matters(Object collection, Site site) {
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
        boolean isMap = collection instanceof Map;
        boolean isOfSet = site.owner().equals("java.util.Set");
        if (isMap && ANY_ORDER_IN_VIEW.contains(site.member()) && VIEWS.contains(site.owner())
                || isMap && isOfSet && site.member().equals("remove")) {
            return true;
        }
        return ANY_ORDER.contains(site.member())
                && site.owner().startsWith("java.util.")
                && isMap == site.owner().endsWith("Map");
    }

    private static boolean hasIdentities(Map<?, ?> map) {
        return map instanceof IdentityHashMap || hasIdentities(map.keySet());
    }

    private static boolean hasIdentities(Collection<?> keys) {
        if (keys.size() < 2) {
            return false;
        }
        for (Object key : keys) {
            if (!HashCodes.isStable(key)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a method of a copied map, or of what looks at one, could see the keys in another
     * order.
     *
     * @param map the copy; null when nobody knows
     * @param view the map itself, a view or an iterator
     */
    public static boolean mattersInCopy(Map<?, ?> map, Object view, String method) {
        if (map == null || ANY_ORDER.contains(method) || ANY_ORDER_IN_COPY.contains(method)) {
            return false;
        }
        boolean isAlone = map.size() < 2;
        for (Object key : map.keySet()) {
            if (!HashCodes.isStable(key)) {
                // Another key may have been there when the iterator looked for its next one.
                return !isAlone || ITERATES.contains(method) && !isNext(view, key);
            }
        }
        return false;
    }

    /** Whether a key is the one that an iterator has come to. */
    private static boolean isNext(Object iterator, Object key) {
        Object node = Fields.get(iterator, "next");
        node = node == null ? Fields.get(iterator, "entry") : node;
        return node == null || Fields.get(node, "key") == key;
    }
}
