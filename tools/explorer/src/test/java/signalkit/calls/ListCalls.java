package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** Lists and sets that threads may share. */
final class ListCalls {
    static final int COUNT = 5;

    private ListCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> array();
            case 1 -> arraySet();
            case 2 -> vector();
            case 3 -> synchronizedList();
            default -> skipListSet();
        };
    }

    private static JdkClass<?> array() {
        return JdkClass.of(
                "CopyOnWriteArrayList",
                () -> new CopyOnWriteArrayList<>(List.of(9)),
                l -> l.toString(),
                one("add", (l, s) -> l.add(s.number)),
                one(
                        "addFirst",
                        (l, s) -> {
                            l.add(0, s.number);
                            return "";
                        }),
                one("addIfAbsent", (l, s) -> l.addIfAbsent(7)),
                one("addAll", (l, s) -> l.addAll(List.of(s.number, 7))),
                one("addAllAbsent", (l, s) -> l.addAllAbsent(List.of(9, 7))),
                one("remove", (l, s) -> l.remove((Integer) 9)),
                one("removeAt", (l, s) -> l.remove(0)),
                one("set", (l, s) -> l.set(0, s.number)),
                one("get", (l, s) -> l.get(0)),
                one("size", (l, s) -> l.size()),
                one("indexOf", (l, s) -> l.indexOf(7)),
                one("contains", (l, s) -> l.contains(7)),
                one(
                        "clear",
                        (l, s) -> {
                            l.clear();
                            return "";
                        }),
                one(
                        "sort",
                        (l, s) -> {
                            l.sort(null);
                            return "";
                        }),
                one(
                        "replaceAll",
                        (l, s) -> {
                            l.replaceAll(x -> x + 1);
                            return "";
                        }),
                one("removeIf", (l, s) -> l.removeIf(x -> x == 9)),
                one("retainAll", (l, s) -> l.retainAll(List.of(7))),
                one("removeAll", (l, s) -> l.removeAll(List.of(9))),
                one("text", (l, s) -> l.toString()),
                one(
                        "iterate",
                        (l, s) -> {
                            int n = 0;
                            for (int v : l) n = n * 10 + v;
                            return n;
                        }),
                one("array", (l, s) -> l.toArray().length),
                many("subList", (l, s) -> l.subList(0, 1).size()));
    }

    private static JdkClass<?> arraySet() {
        return JdkClass.of(
                "CopyOnWriteArraySet",
                () -> new CopyOnWriteArraySet<>(List.of(9)),
                l -> l.toString(),
                one("add", (l, s) -> l.add(s.number)),
                one("add7", (l, s) -> l.add(7)),
                one("remove", (l, s) -> l.remove(9)),
                one("contains", (l, s) -> l.contains(7)),
                one("size", (l, s) -> l.size()),
                one("addAll", (l, s) -> l.addAll(Set.of(7))),
                one(
                        "clear",
                        (l, s) -> {
                            l.clear();
                            return "";
                        }),
                one("removeIf", (l, s) -> l.removeIf(x -> x == 9)),
                one("text", (l, s) -> l.toString()));
    }

    private static JdkClass<?> vector() {
        return JdkClass.of(
                "Vector",
                () -> new Vector<>(List.of(9)),
                l -> l.toString(),
                one("add", (l, s) -> l.add(s.number)),
                one(
                        "addElement",
                        (l, s) -> {
                            l.addElement(s.number);
                            return "";
                        }),
                one(
                        "insert",
                        (l, s) -> {
                            l.insertElementAt(s.number, 0);
                            return "";
                        }),
                one("remove", (l, s) -> l.remove((Integer) 9)),
                one("removeAt", (l, s) -> l.remove(0)),
                one("set", (l, s) -> l.set(0, s.number)),
                one("get", (l, s) -> l.get(0)),
                one("first", (l, s) -> l.firstElement()),
                one("last", (l, s) -> l.lastElement()),
                one("size", (l, s) -> l.size()),
                one("isEmpty", (l, s) -> l.isEmpty()),
                one("indexOf", (l, s) -> l.indexOf(9)),
                one(
                        "clear",
                        (l, s) -> {
                            l.clear();
                            return "";
                        }),
                one("addAll", (l, s) -> l.addAll(List.of(s.number, 7))),
                one(
                        "sort",
                        (l, s) -> {
                            l.sort(null);
                            return "";
                        }),
                one(
                        "replaceAll",
                        (l, s) -> {
                            l.replaceAll(x -> x + 1);
                            return "";
                        }),
                one("removeIf", (l, s) -> l.removeIf(x -> x == 9)),
                one("text", (l, s) -> l.toString()),
                one("hash", (l, s) -> l.hashCode()),
                one("clone", (l, s) -> ((List<?>) l.clone()).size()),
                one(
                        "forEach",
                        (l, s) -> {
                            int[] n = {0};
                            l.forEach(v -> n[0] = n[0] * 10 + v);
                            return n[0];
                        }),
                many(
                        "iterate",
                        (l, s) -> {
                            int n = 0;
                            for (int v : l) n = n * 10 + v;
                            return n;
                        }),
                many(
                        "elements",
                        (l, s) -> {
                            int n = 0;
                            for (var e = l.elements(); e.hasMoreElements(); )
                                n = n * 10 + e.nextElement();
                            return n;
                        }));
    }

    private static JdkClass<?> synchronizedList() {
        return JdkClass.of(
                "synchronizedList",
                () -> Collections.synchronizedList(new ArrayList<>(List.of(9))),
                l -> l.toString(),
                one("add", (l, s) -> l.add(s.number)),
                one(
                        "addFirst",
                        (l, s) -> {
                            l.add(0, s.number);
                            return "";
                        }),
                one("remove", (l, s) -> l.remove((Integer) 9)),
                one("removeAt", (l, s) -> l.remove(0)),
                one("set", (l, s) -> l.set(0, s.number)),
                one("get", (l, s) -> l.get(0)),
                one("size", (l, s) -> l.size()),
                one(
                        "clear",
                        (l, s) -> {
                            l.clear();
                            return "";
                        }),
                one("addAll", (l, s) -> l.addAll(List.of(s.number, 7))),
                one(
                        "sort",
                        (l, s) -> {
                            l.sort(null);
                            return "";
                        }),
                one("text", (l, s) -> l.toString()),
                one("equals", (l, s) -> l.equals(List.of(9))),
                one("removeIf", (l, s) -> l.removeIf(x -> x == 9)),
                many("sub", (l, s) -> l.subList(0, 1).get(0)),
                one(
                        "forEach",
                        (l, s) -> {
                            int[] n = {0};
                            l.forEach(v -> n[0] = n[0] * 10 + v);
                            return n[0];
                        }));
    }

    private static JdkClass<?> skipListSet() {
        return JdkClass.of(
                "ConcurrentSkipListSet",
                () -> new ConcurrentSkipListSet<>(Set.of(5)),
                l -> l.toString(),
                one("add", (l, s) -> l.add(s.number)),
                one("add7", (l, s) -> l.add(7)),
                one("remove", (l, s) -> l.remove(5)),
                one("contains", (l, s) -> l.contains(7)),
                many("first", (l, s) -> l.first()),
                many("last", (l, s) -> l.last()),
                many("pollFirst", (l, s) -> l.pollFirst()),
                many("pollLast", (l, s) -> l.pollLast()),
                many("higher", (l, s) -> l.higher(5)),
                many("floor", (l, s) -> l.floor(6)),
                many("size", (l, s) -> l.size()),
                many("text", (l, s) -> l.toString()),
                many("descending", (l, s) -> l.descendingSet().toString()),
                many(
                        "subClear",
                        (l, s) -> {
                            l.subSet(1, 6).clear();
                            return "";
                        }));
    }
}
