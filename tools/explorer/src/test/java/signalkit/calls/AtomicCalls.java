package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Atomics. */
final class AtomicCalls {
    static final int COUNT = 9;

    private AtomicCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> integer();
            case 1 -> bool();
            case 2 -> reference();
            case 3 -> stamped();
            case 4 -> markable();
            case 5 -> array();
            case 6 -> adder();
            case 7 -> accumulator();
            default -> updater();
        };
    }

    private static JdkClass<?> integer() {
        return JdkClass.of(
                "AtomicInteger",
                () -> new AtomicInteger(5),
                a -> a.get(),
                one("get", (a, s) -> a.get()),
                one(
                        "set",
                        (a, s) -> {
                            a.set(s.number);
                            return "";
                        }),
                one("getAndSet", (a, s) -> a.getAndSet(s.number)),
                one("cas", (a, s) -> a.compareAndSet(5, s.number)),
                one("exchange", (a, s) -> a.compareAndExchange(5, s.number)),
                one("increment", (a, s) -> a.incrementAndGet()),
                one("getAndDecrement", (a, s) -> a.getAndDecrement()),
                one("addAndGet", (a, s) -> a.addAndGet(s.number)),
                one("update", (a, s) -> a.updateAndGet(x -> x * 2)),
                one("getAndUpdate", (a, s) -> a.getAndUpdate(x -> x * 2)),
                one("accumulate", (a, s) -> a.accumulateAndGet(s.number, (x, y) -> x * 10 + y)),
                one("text", (a, s) -> a.toString()),
                one("intValue", (a, s) -> a.longValue()));
    }

    private static JdkClass<?> bool() {
        return JdkClass.of(
                "AtomicBoolean",
                () -> new AtomicBoolean(),
                a -> a.get(),
                one("get", (a, s) -> a.get()),
                one(
                        "set",
                        (a, s) -> {
                            a.set(true);
                            return "";
                        }),
                one("getAndSet", (a, s) -> a.getAndSet(true)),
                one("unset", (a, s) -> a.getAndSet(false)),
                one("cas", (a, s) -> a.compareAndSet(false, true)));
    }

    private static JdkClass<?> reference() {
        return JdkClass.of(
                "AtomicReference",
                () -> new AtomicReference<>("x"),
                a -> a.get(),
                one("get", (a, s) -> a.get()),
                one("getAndSet", (a, s) -> a.getAndSet("" + s.number)),
                one("cas", (a, s) -> a.compareAndSet("x", "y")),
                one("update", (a, s) -> a.updateAndGet(x -> x + s.number)),
                one("accumulate", (a, s) -> a.getAndAccumulate("z", String::concat)),
                one("text", (a, s) -> a.toString()));
    }

    private static JdkClass<?> stamped() {
        return JdkClass.of(
                "AtomicStampedReference",
                () -> new AtomicStampedReference<>("x", 0),
                a -> a.getReference() + a.getStamp(),
                one(
                        "get",
                        (a, s) -> {
                            int[] n = new int[1];
                            return a.get(n) + n[0];
                        }),
                one("cas", (a, s) -> a.compareAndSet("x", "y", 0, s.number)),
                one("back", (a, s) -> a.compareAndSet("y", "x", 1, 2)),
                one("attempt", (a, s) -> a.attemptStamp("x", s.number)),
                one("stamp", (a, s) -> a.getStamp()),
                one(
                        "set",
                        (a, s) -> {
                            a.set("w", s.number);
                            return "";
                        }));
    }

    private static JdkClass<?> markable() {
        return JdkClass.of(
                "AtomicMarkableReference",
                () -> new AtomicMarkableReference<>("x", false),
                a -> a.getReference() + a.isMarked(),
                one(
                        "get",
                        (a, s) -> {
                            boolean[] n = new boolean[1];
                            return a.get(n) + n[0];
                        }),
                one("cas", (a, s) -> a.compareAndSet("x", "y", false, false)),
                one("mark", (a, s) -> a.attemptMark("x", true)),
                one("isMarked", (a, s) -> a.isMarked()));
    }

    private static JdkClass<?> array() {
        return JdkClass.of(
                "AtomicIntegerArray",
                () -> new AtomicIntegerArray(2),
                a -> a.toString(),
                one("get", (a, s) -> a.get(0)),
                one("get1", (a, s) -> a.get(1)),
                one(
                        "set",
                        (a, s) -> {
                            a.set(0, s.number);
                            return "";
                        }),
                one("increment", (a, s) -> a.incrementAndGet(0)),
                one("increment1", (a, s) -> a.incrementAndGet(1)),
                one("cas", (a, s) -> a.compareAndSet(0, 0, s.number)),
                one("update", (a, s) -> a.updateAndGet(0, x -> x * 2 + 1)),
                many("text", (a, s) -> a.toString()),
                one("beyond", (a, s) -> a.get(2)));
    }

    private static JdkClass<?> adder() {
        return JdkClass.of(
                "LongAdder",
                LongAdder::new,
                a -> a.sum(),
                one(
                        "increment",
                        (a, s) -> {
                            a.increment();
                            return "";
                        }),
                one(
                        "add",
                        (a, s) -> {
                            a.add(s.number * 10L);
                            return "";
                        }),
                one(
                        "decrement",
                        (a, s) -> {
                            a.decrement();
                            return "";
                        }),
                many("sum", (a, s) -> a.sum()),
                many(
                        "reset",
                        (a, s) -> {
                            a.reset();
                            return "";
                        }),
                many("sumThenReset", (a, s) -> a.sumThenReset()));
    }

    private static JdkClass<?> accumulator() {
        return JdkClass.of(
                "LongAccumulator",
                () -> new LongAccumulator(Long::max, 0),
                a -> a.get(),
                one(
                        "accumulate",
                        (a, s) -> {
                            a.accumulate(s.number);
                            return "";
                        }),
                many("get", (a, s) -> a.get()),
                many("getThenReset", (a, s) -> a.getThenReset()));
    }

    private static final class Cell {
        static final AtomicIntegerFieldUpdater<Cell> N =
                AtomicIntegerFieldUpdater.newUpdater(Cell.class, "n");
        volatile int n;
    }

    private static JdkClass<?> updater() {
        return JdkClass.of(
                "AtomicIntegerFieldUpdater",
                Cell::new,
                c -> c.n,
                one("increment", (c, s) -> Cell.N.incrementAndGet(c)),
                one("cas", (c, s) -> Cell.N.compareAndSet(c, 0, s.number)),
                one("getAndSet", (c, s) -> Cell.N.getAndSet(c, s.number)),
                one("read", (c, s) -> c.n),
                one("write", (c, s) -> c.n = s.number),
                many("plus", (c, s) -> c.n++));
    }
}
