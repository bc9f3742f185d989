package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;

import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Maps and buffers that lock themselves, and the sets of a map. */
final class TableCalls {
    static final int COUNT = 5;

    private TableCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> synchronizedMap();
            case 1 -> table();
            case 2 -> sortedViews();
            case 3 -> buffer();
            default -> keySet();
        };
    }

    private static JdkClass<?> synchronizedMap() {
        return JdkClass.of(
                "synchronizedMap",
                () -> Collections.synchronizedMap(new HashMap<>(Map.of("a", 9))),
                m -> new TreeMap<>(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("putIfAbsent", (m, s) -> m.putIfAbsent("b", s.number)),
                one("remove", (m, s) -> m.remove("a")),
                one("get", (m, s) -> m.get("b")),
                one("size", (m, s) -> m.size()),
                one(
                        "clear",
                        (m, s) -> {
                            m.clear();
                            return "";
                        }),
                one("compute", (m, s) -> m.compute("a", (k, v) -> v == null ? s.number : v * 2)),
                one("merge", (m, s) -> m.merge("a", s.number, Integer::sum)),
                one("computeIfAbsent", (m, s) -> m.computeIfAbsent("b", k -> s.number)),
                one(
                        "replaceAll",
                        (m, s) -> {
                            m.replaceAll((k, v) -> v + 1);
                            return "";
                        }),
                one(
                        "putAll",
                        (m, s) -> {
                            m.putAll(Map.of("a", s.number, "b", s.number));
                            return "";
                        }),
                one("text", (m, s) -> m.toString()),
                one("equals", (m, s) -> m.equals(Map.of("a", 9))),
                one("hash", (m, s) -> m.hashCode()),
                one("containsValue", (m, s) -> m.containsValue(9)),
                one("keyRemove", (m, s) -> m.keySet().remove("a")),
                one("values", (m, s) -> m.values().toString()),
                one("entries", (m, s) -> m.entrySet().size()),
                one("keyArray", (m, s) -> m.keySet().toArray().length),
                one("removeIf", (m, s) -> m.values().removeIf(v -> v == 9)),
                one(
                        "forEach",
                        (m, s) -> {
                            int[] n = {0};
                            m.forEach((k, v) -> n[0] += v);
                            return n[0];
                        }));
    }

    private static JdkClass<?> table() {
        return JdkClass.of(
                "Hashtable",
                () -> new Hashtable<>(Map.of("a", 9)),
                m -> new TreeMap<>(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("putIfAbsent", (m, s) -> m.putIfAbsent("b", s.number)),
                one("remove", (m, s) -> m.remove("a")),
                one("get", (m, s) -> m.get("b")),
                one("size", (m, s) -> m.size()),
                one("contains", (m, s) -> m.contains(9)),
                one(
                        "clear",
                        (m, s) -> {
                            m.clear();
                            return "";
                        }),
                one("compute", (m, s) -> m.compute("a", (k, v) -> v == null ? s.number : v * 2)),
                one("merge", (m, s) -> m.merge("a", s.number, Integer::sum)),
                one("text", (m, s) -> m.toString()),
                one("clone", (m, s) -> ((Map<?, ?>) m.clone()).size()),
                one("keyRemove", (m, s) -> m.keySet().remove("a")),
                one(
                        "putAll",
                        (m, s) -> {
                            m.putAll(Map.of("a", s.number, "b", s.number));
                            return "";
                        }),
                many(
                        "elements",
                        (m, s) -> {
                            int n = 0;
                            for (var e = m.elements(); e.hasMoreElements(); ) n += e.nextElement();
                            return n;
                        }));
    }

    private static JdkClass<?> sortedViews() {
        return JdkClass.of(
                "synchronizedSortedMap",
                () -> Collections.synchronizedSortedMap(new TreeMap<>(Map.of("b", 9))),
                m -> new TreeMap<>(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("remove", (m, s) -> m.remove("b")),
                one("firstKey", (m, s) -> m.firstKey()),
                one("lastKey", (m, s) -> m.lastKey()),
                many("headSize", (m, s) -> m.headMap("c").size()),
                many("tailPut", (m, s) -> m.tailMap("b").put("c", s.number)),
                many(
                        "subClear",
                        (m, s) -> {
                            m.subMap("a", "b").clear();
                            return "";
                        }),
                one("text", (m, s) -> m.toString()));
    }

    private static JdkClass<?> buffer() {
        return JdkClass.of(
                "StringBuffer",
                () -> new StringBuffer("x"),
                b -> b.toString(),
                one(
                        "append",
                        (b, s) -> {
                            b.append(s.number);
                            return "";
                        }),
                one(
                        "insert",
                        (b, s) -> {
                            b.insert(0, s.number);
                            return "";
                        }),
                one("length", (b, s) -> b.length()),
                one("text", (b, s) -> b.toString()),
                one(
                        "setLength",
                        (b, s) -> {
                            b.setLength(1);
                            return "";
                        }),
                one("charAt", (b, s) -> b.charAt(1)),
                one(
                        "setCharAt",
                        (b, s) -> {
                            b.setCharAt(0, (char) ('0' + s.number));
                            return "";
                        }),
                one(
                        "deleteCharAt",
                        (b, s) -> {
                            b.deleteCharAt(0);
                            return "";
                        }),
                one(
                        "reverse",
                        (b, s) -> {
                            b.reverse();
                            return "";
                        }),
                one("indexOf", (b, s) -> b.indexOf("1")),
                one(
                        "replace",
                        (b, s) -> {
                            b.replace(0, 1, "yy");
                            return "";
                        }),
                one("compare", (b, s) -> b.compareTo(new StringBuffer("x"))),
                one("substring", (b, s) -> b.substring(1)));
    }

    private static JdkClass<?> keySet() {
        return JdkClass.of(
                "newKeySet",
                () -> {
                    Set<Integer> k = ConcurrentHashMap.newKeySet();
                    k.add(9);
                    return k;
                },
                l -> new TreeSet<>(l).toString(),
                one("add", (l, s) -> l.add(7)),
                one("addOwn", (l, s) -> l.add(s.number)),
                one("remove", (l, s) -> l.remove(9)),
                one("contains", (l, s) -> l.contains(7)),
                many("size", (l, s) -> l.size()),
                many(
                        "clear",
                        (l, s) -> {
                            l.clear();
                            return "";
                        }),
                many("addAll", (l, s) -> l.addAll(List.of(7, 8))),
                many("removeIf", (l, s) -> l.removeIf(x -> x == 9)),
                many(
                        "iterate",
                        (l, s) -> {
                            int n = 0;
                            for (int v : l) n += v;
                            return n;
                        }));
    }
}
