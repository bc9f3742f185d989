package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;
import static signalkit.calls.JdkClass.waits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;

/** Handles, arrays of atomics, wrappers that lock, and tasks that fork. */
final class HandleCalls {
    static final int COUNT = 10;

    private HandleCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> field();
            case 1 -> element();
            case 2 -> longs();
            case 3 -> references();
            case 4 -> updater();
            case 5 -> doubles();
            case 6 -> sums();
            case 7 -> set();
            case 8 -> navigable();
            default -> fork();
        };
    }

    private static final class Cell {
        private static final VarHandle N = handle();
        private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
        private static final AtomicReferenceFieldUpdater<Cell, String> TEXT =
                AtomicReferenceFieldUpdater.newUpdater(Cell.class, String.class, "text");

        private volatile int n;
        private volatile String text = "x";
        private final int[] ints = new int[2];

        private static VarHandle handle() {
            try {
                return MethodHandles.lookup().findVarHandle(Cell.class, "n", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static JdkClass<?> field() {
        return JdkClass.of(
                "VarHandle of a field",
                Cell::new,
                c -> c.n,
                one("get", (c, s) -> (int) Cell.N.getVolatile(c)),
                one(
                        "set",
                        (c, s) -> {
                            Cell.N.setVolatile(c, s.number);
                            return "";
                        }),
                one("cas", (c, s) -> Cell.N.compareAndSet(c, 0, s.number)),
                one("exchange", (c, s) -> (int) Cell.N.compareAndExchange(c, 0, s.number)),
                one("getAndSet", (c, s) -> (int) Cell.N.getAndSet(c, s.number)),
                one("getAndAdd", (c, s) -> (int) Cell.N.getAndAdd(c, 10)),
                one("or", (c, s) -> (int) Cell.N.getAndBitwiseOr(c, 4)),
                one("and", (c, s) -> (int) Cell.N.getAndBitwiseAnd(c, 6)),
                one("xor", (c, s) -> (int) Cell.N.getAndBitwiseXor(c, 1)),
                many("plus", (c, s) -> c.n += 1));
    }

    private static JdkClass<?> element() {
        return JdkClass.of(
                "VarHandle of an array",
                Cell::new,
                c -> c.ints[0] + "/" + c.ints[1],
                one("get", (c, s) -> (int) Cell.INTS.getVolatile(c.ints, 0)),
                one("get1", (c, s) -> (int) Cell.INTS.getVolatile(c.ints, 1)),
                one(
                        "set",
                        (c, s) -> {
                            Cell.INTS.setVolatile(c.ints, 0, s.number);
                            return "";
                        }),
                one("cas", (c, s) -> Cell.INTS.compareAndSet(c.ints, 0, 0, s.number)),
                one("getAndAdd", (c, s) -> (int) Cell.INTS.getAndAdd(c.ints, 0, 1)),
                one("getAndAdd1", (c, s) -> (int) Cell.INTS.getAndAdd(c.ints, 1, 1)),
                one("beyond", (c, s) -> (int) Cell.INTS.getVolatile(c.ints, 2)));
    }

    private static JdkClass<?> longs() {
        return JdkClass.of(
                "AtomicLongArray",
                () -> new AtomicLongArray(2),
                AtomicLongArray::toString,
                one("get", (a, s) -> a.get(0)),
                one(
                        "set1",
                        (a, s) -> {
                            a.set(1, s.number);
                            return "";
                        }),
                one("getAndAdd", (a, s) -> a.getAndAdd(0, s.number)),
                one("getAndAccumulate", (a, s) -> a.getAndAccumulate(0, s.number, Math::max)),
                one("exchange", (a, s) -> a.compareAndExchange(0, 0, s.number)),
                many("text", (a, s) -> a.toString()));
    }

    private static JdkClass<?> references() {
        return JdkClass.of(
                "AtomicReferenceArray",
                () -> new AtomicReferenceArray<>(new String[] {"x", null}),
                AtomicReferenceArray::toString,
                one("get", (a, s) -> a.get(0)),
                one("get1", (a, s) -> a.get(1)),
                one(
                        "set1",
                        (a, s) -> {
                            a.set(1, "" + s.number);
                            return "";
                        }),
                one("cas", (a, s) -> a.compareAndSet(0, "x", "y")),
                one("getAndSet", (a, s) -> a.getAndSet(0, "" + s.number)),
                one("update", (a, s) -> a.updateAndGet(0, x -> x + "z")),
                many("text", (a, s) -> a.toString()));
    }

    private static JdkClass<?> updater() {
        return JdkClass.of(
                "AtomicReferenceFieldUpdater",
                Cell::new,
                c -> c.text,
                one("get", (c, s) -> Cell.TEXT.get(c)),
                one("cas", (c, s) -> Cell.TEXT.compareAndSet(c, "x", "y")),
                one("getAndSet", (c, s) -> Cell.TEXT.getAndSet(c, "" + s.number)),
                one("update", (c, s) -> Cell.TEXT.updateAndGet(c, x -> x + "z")),
                one("read", (c, s) -> c.text),
                many("append", (c, s) -> c.text += s.number));
    }

    private static JdkClass<?> doubles() {
        return JdkClass.of(
                "DoubleAdder",
                DoubleAdder::new,
                DoubleAdder::sum,
                one(
                        "add",
                        (a, s) -> {
                            a.add(s.number);
                            return "";
                        }),
                many("sum", (a, s) -> a.sum()),
                many("sumThenReset", (a, s) -> a.sumThenReset()),
                many(
                        "reset",
                        (a, s) -> {
                            a.reset();
                            return "";
                        }),
                many("text", (a, s) -> a.toString()));
    }

    private static JdkClass<?> sums() {
        return JdkClass.of(
                "LongAccumulator of sums",
                () -> new LongAccumulator(Long::sum, 0),
                LongAccumulator::get,
                one(
                        "accumulate",
                        (a, s) -> {
                            a.accumulate(s.number);
                            return "";
                        }),
                many("get", (a, s) -> a.get()),
                many("text", (a, s) -> a.toString()),
                many(
                        "reset",
                        (a, s) -> {
                            a.reset();
                            return "";
                        }),
                many("getThenReset", (a, s) -> a.getThenReset()));
    }

    private static JdkClass<?> set() {
        return JdkClass.of(
                "synchronizedSet",
                () -> Collections.synchronizedSet(new HashSet<>(Set.of(9))),
                s -> new TreeSet<>(s),
                one("add", (t, s) -> t.add(7)),
                one("addOwn", (t, s) -> t.add(s.number)),
                one("remove", (t, s) -> t.remove(9)),
                one("contains", (t, s) -> t.contains(7)),
                one("size", (t, s) -> t.size()),
                one("addAll", (t, s) -> t.addAll(List.of(7, 9))),
                one("retainAll", (t, s) -> t.retainAll(Set.of(7))),
                one("removeIf", (t, s) -> t.removeIf(x -> x == 9)),
                one(
                        "clear",
                        (t, s) -> {
                            t.clear();
                            return "";
                        }),
                one("equals", (t, s) -> t.equals(Set.of(9))),
                one("array", (t, s) -> t.toArray().length),
                waits(
                        "copy",
                        (t, s) -> {
                            synchronized (t) {
                                return new TreeSet<>(t);
                            }
                        }));
    }

    private static JdkClass<?> navigable() {
        return JdkClass.of(
                "synchronizedNavigableMap",
                HandleCalls::map,
                m -> new TreeMap<>(m),
                one("put", (m, s) -> m.put("a", s.number)),
                one("remove", (m, s) -> m.remove("b")),
                one("floor", (m, s) -> m.floorKey("b")),
                one("pollFirst", (m, s) -> m.pollFirstEntry()),
                one("last", (m, s) -> m.lastEntry()),
                many("descending", (m, s) -> m.descendingMap().toString()),
                many("head", (m, s) -> m.headMap("b", true).size()),
                one("computeIfPresent", (m, s) -> m.computeIfPresent("b", (k, v) -> v + 1)),
                waits(
                        "values",
                        (m, s) -> {
                            Collection<Integer> all = m.values();
                            synchronized (m) {
                                return new ArrayList<>(all);
                            }
                        }));
    }

    private static NavigableMap<String, Integer> map() {
        return Collections.synchronizedNavigableMap(new TreeMap<>(Map.of("b", 9)));
    }

    private static JdkClass<?> fork() {
        return JdkClass.of(
                "ForkJoinTask",
                () -> ForkJoinTask.adapt(() -> 5),
                t -> t.isDone() + "" + t.isCancelled(),
                waits("invoke", (t, s) -> t.invoke()),
                waits("isDone", (t, s) -> t.isDone()),
                waits("cancel", (t, s) -> t.cancel(false)),
                waits(
                        "complete",
                        (t, s) -> {
                            t.quietlyComplete();
                            return "";
                        }),
                waits("isCancelled", (t, s) -> t.isCancelled()),
                waits("raw", (t, s) -> t.getRawResult()),
                waits("isFine", (t, s) -> t.isCompletedNormally()),
                waits(
                        "inPool",
                        (t, s) ->
                                ForkJoinTask.inForkJoinPool()
                                        + ""
                                        + (ForkJoinPool.commonPool() != null)));
    }
}
