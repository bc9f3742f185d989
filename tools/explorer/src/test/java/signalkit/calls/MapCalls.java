package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Maps that threads may share, and their views. */
final class MapCalls {
    static final int COUNT = 3;

    private MapCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> hashMap();
            case 1 -> hashMapViews();
            default -> skipListMap();
        };
    }

    private static String sorted(Map<String, Integer> m) {
        return new TreeMap<>(m).toString();
    }

    private static JdkClass<?> hashMap() {
        return JdkClass.of(
                "ConcurrentHashMap",
                () -> new ConcurrentHashMap<>(Map.of("a", 9)),
                m -> sorted(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("putB", (m, s) -> m.put("b", s.number)),
                one("putIfAbsent", (m, s) -> m.putIfAbsent("a", s.number)),
                one("putIfAbsentB", (m, s) -> m.putIfAbsent("b", s.number)),
                one("remove", (m, s) -> m.remove("a")),
                one("removeValue", (m, s) -> m.remove("a", 9)),
                one("replace", (m, s) -> m.replace("a", s.number)),
                one("replaceValue", (m, s) -> m.replace("a", 9, s.number)),
                one("get", (m, s) -> m.get("a")),
                one("getOrDefault", (m, s) -> m.getOrDefault("b", 0)),
                one("containsKey", (m, s) -> m.containsKey("a")),
                one("computeIfAbsent", (m, s) -> m.computeIfAbsent("b", k -> s.number)),
                one("computeIfAbsentNull", (m, s) -> m.computeIfAbsent("b", k -> null)),
                one("computeIfPresent", (m, s) -> m.computeIfPresent("a", (k, v) -> v + s.number)),
                one("computeIfPresentNull", (m, s) -> m.computeIfPresent("a", (k, v) -> null)),
                one("compute", (m, s) -> m.compute("a", (k, v) -> v == null ? s.number : v * 2)),
                one("merge", (m, s) -> m.merge("a", s.number, Integer::sum)),
                one("mergeNull", (m, s) -> m.merge("a", s.number, (v, w) -> null)),
                many("size", (m, s) -> m.size()),
                many("isEmpty", (m, s) -> m.isEmpty()),
                many("mappingCount", (m, s) -> m.mappingCount()),
                many("containsValue", (m, s) -> m.containsValue(9)),
                many(
                        "putAll",
                        (m, s) -> {
                            m.putAll(Map.of("a", s.number, "b", s.number));
                            return "";
                        }),
                many(
                        "clear",
                        (m, s) -> {
                            m.clear();
                            return "";
                        }),
                many(
                        "replaceAll",
                        (m, s) -> {
                            m.replaceAll((k, v) -> v + 1);
                            return "";
                        }),
                many("reduce", (m, s) -> m.reduceValues(Long.MAX_VALUE, Integer::sum)),
                many("text", (m, s) -> m.toString()));
    }

    private static JdkClass<?> hashMapViews() {
        return JdkClass.of(
                "views of ConcurrentHashMap",
                () -> new ConcurrentHashMap<>(Map.of("a", 9)),
                m -> sorted(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("putB", (m, s) -> m.put("b", s.number)),
                one("remove", (m, s) -> m.remove("a")),
                one("keyRemove", (m, s) -> m.keySet().remove("a")),
                one("keyContains", (m, s) -> m.keySet().contains("b")),
                one("keyAdd", (m, s) -> m.keySet(7).add("b")),
                one("entryRemove", (m, s) -> m.entrySet().remove(Map.entry("a", 9))),
                one("entryContains", (m, s) -> m.entrySet().contains(Map.entry("a", 9))),
                many("valueRemove", (m, s) -> m.values().remove(9)),
                many("values", (m, s) -> m.values().toString()),
                many("keys", (m, s) -> m.keySet().toString()),
                many("entries", (m, s) -> m.entrySet().toString()),
                many(
                        "iterate",
                        (m, s) -> {
                            int n = 0;
                            for (int v : m.values()) n = n * 10 + v;
                            return n;
                        }),
                many(
                        "setValue",
                        (m, s) -> {
                            for (var e : m.entrySet()) e.setValue(s.number);
                            return "";
                        }),
                many(
                        "iteratorRemove",
                        (m, s) -> {
                            var i = m.keySet().iterator();
                            if (i.hasNext()) {
                                i.next();
                                i.remove();
                            }
                            return "";
                        }),
                many("removeIf", (m, s) -> m.values().removeIf(v -> v == 9)),
                many("retainAll", (m, s) -> m.keySet().retainAll(Set.of("b"))),
                many("search", (m, s) -> m.search(Long.MAX_VALUE, (k, v) -> v == 9 ? k : null)),
                many("stream", (m, s) -> m.values().stream().mapToInt(v -> v).sum()),
                many("equals", (m, s) -> m.equals(Map.of("a", 9))));
    }

    private static JdkClass<?> skipListMap() {
        return JdkClass.of(
                "ConcurrentSkipListMap",
                () -> new ConcurrentSkipListMap<>(Map.of("b", 9)),
                m -> sorted(m),
                one("put", (m, s) -> m.put("b", s.number)),
                one("putA", (m, s) -> m.put("a", s.number)),
                one("putIfAbsent", (m, s) -> m.putIfAbsent("c", s.number)),
                one("remove", (m, s) -> m.remove("b")),
                one("removeValue", (m, s) -> m.remove("b", 9)),
                one("replace", (m, s) -> m.replace("b", s.number)),
                one("replaceValue", (m, s) -> m.replace("b", 9, s.number)),
                one("get", (m, s) -> m.get("b")),
                one("containsKey", (m, s) -> m.containsKey("c")),
                many("firstKey", (m, s) -> m.firstKey()),
                many("lastEntry", (m, s) -> m.lastEntry()),
                many("ceiling", (m, s) -> m.ceilingKey("a")),
                many("lower", (m, s) -> m.lowerKey("c")),
                many("pollFirst", (m, s) -> m.pollFirstEntry()),
                many("pollLast", (m, s) -> m.pollLastEntry()),
                many("compute", (m, s) -> m.compute("b", (k, v) -> v == null ? s.number : v * 2)),
                many("merge", (m, s) -> m.merge("b", s.number, Integer::sum)),
                many("computeIfAbsent", (m, s) -> m.computeIfAbsent("c", k -> s.number)),
                many("head", (m, s) -> m.headMap("c").size()),
                many(
                        "tailClear",
                        (m, s) -> {
                            m.tailMap("b").clear();
                            return "";
                        }),
                many("text", (m, s) -> m.toString()),
                many("size", (m, s) -> m.size()),
                many(
                        "clear",
                        (m, s) -> {
                            m.clear();
                            return "";
                        }));
    }
}
