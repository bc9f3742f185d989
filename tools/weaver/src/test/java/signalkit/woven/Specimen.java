package signalkit.woven;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Every construct that a point is inserted in; {@link #run} computes the same woven and plain. */
public class Specimen {
    static long total = 7;
    private static final AtomicReferenceFieldUpdater<Specimen, String> TEXT =
            AtomicReferenceFieldUpdater.newUpdater(Specimen.class, String.class, "text");

    private int number;
    private long wide = 1L << 40;
    private double real = 0.5;
    private volatile String text = "a";
    private final int[][] table = {{1, 2}, {3, 4}};

    /** Calls and branches before super(), which must stay without points. */
    static class Base {
        final Object kept;

        Base(Object kept) {
            this.kept = kept;
        }
    }

    static final class Derived extends Base {
        final int value;

        Derived(int value) {
            super(value > 3 ? new Derived(value - 1) : new ArrayList<>(List.of(value)));
            this.value = value;
        }

        Derived() {
            this(5);
        }

        int depth() {
            return kept instanceof Derived inner ? 1 + inner.depth() : 1;
        }
    }

    enum Color {
        RED {
            @Override
            int weight() {
                return 3;
            }
        },
        GREEN;

        int weight() {
            return 2;
        }
    }

    record Pair(int left, long right) {}

    synchronized int add(int amount) {
        number += amount;
        if (number > 1_000_000) {
            throw new IllegalStateException("too much: " + number);
        }
        return number;
    }

    static synchronized long addWide(long amount) {
        for (int i = 0; i < 3; i++) {
            if (i == amount) {
                return total;
            }
            total += amount;
        }
        return total;
    }

    synchronized void spinUntil(int limit) {
        while (true) {
            if (++number >= limit) {
                return;
            }
        }
    }

    public static synchronized void fail() {
        throw new UnsupportedOperationException("always");
    }

    private int blocks(Object lock) {
        synchronized (lock) {
            synchronized (this) {
                return add(1) + table[1][0];
            }
        }
    }

    private String lambdas() {
        int base = number;
        IntSupplier plus = () -> base + table[0][1];
        Supplier<String> join = this::toString;
        return plus.getAsInt() + join.get();
    }

    private int exceptions() {
        int seen = 0;
        try {
            fail();
        } catch (UnsupportedOperationException e) {
            seen += e.getMessage().length();
        } finally {
            seen++;
        }
        try {
            table[2][0] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            seen += 100;
        }
        try {
            Object nothing = null;
            synchronized (nothing) {
                seen += 1_000_000;
            }
        } catch (NullPointerException e) {
            seen += 1_000;
        }
        return seen;
    }

    private double primitives() {
        byte[] bytes = {1, 2};
        char[] chars = {'x'};
        short[] shorts = {5};
        long[] longs = {1L << 33};
        float[] floats = {1.5f};
        double[] doubles = {2.5};
        boolean[] flags = {false};
        String[] names = new String[1];
        bytes[1] += 3;
        chars[0]++;
        shorts[0] *= 2;
        longs[0] >>= 1;
        floats[0] /= 2;
        doubles[0] -= real;
        flags[0] |= true;
        names[0] = "n" + chars[0];
        wide -= longs[0];
        real *= 2;
        return bytes[1]
                + chars[0]
                + shorts[0]
                + longs[0]
                + floats[0]
                + doubles[0]
                + (flags[0] ? 1 : 0)
                + names[0].length()
                + wide
                + real;
    }

    private int atomics() {
        AtomicInteger atomic = new AtomicInteger(3);
        boolean swapped = TEXT.compareAndSet(this, "a", "b");
        int before = atomic.getAndAdd(4);
        return before + atomic.get() + (swapped ? text.length() : 50);
    }

    private int threads() throws InterruptedException {
        int[] result = new int[1];
        Thread thread =
                new Thread(
                        () -> {
                            synchronized (result) {
                                result[0] = 9;
                                result.notifyAll();
                            }
                        });
        synchronized (result) {
            thread.start();
            while (result[0] == 0) {
                result.wait();
            }
            result.wait(1);
            result.wait(0, 1);
            result.notify();
        }
        thread.join();
        return result[0];
    }

    private static int switches(Color color, String word) {
        int weight =
                switch (color) {
                    case RED -> 1;
                    case GREEN -> 2;
                };
        return weight
                + color.weight()
                + (word.equals("x")
                        ? 1
                        : switch (word) {
                            case "y" -> 4;
                            default -> 5;
                        });
    }

    /** Everything above, as one text. */
    public static String run() throws InterruptedException {
        total = 7;
        Specimen specimen = new Specimen();
        StringBuilder text = new StringBuilder();
        text.append(specimen.add(2)).append(' ').append(addWide(2)).append(' ');
        specimen.spinUntil(40);
        text.append(specimen.blocks(text)).append(' ').append(specimen.lambdas()).append(' ');
        text.append(specimen.exceptions()).append(' ').append(specimen.primitives()).append(' ');
        text.append(specimen.atomics()).append(' ').append(specimen.threads()).append(' ');
        text.append(switches(Color.RED, "y")).append(new Derived().depth()).append(' ');
        text.append(new Pair(1, 2)).append(new Pair(1, 2).hashCode());
        try {
            specimen.add(2_000_000);
        } catch (IllegalStateException e) {
            text.append(e.getMessage()).append(Thread.holdsLock(specimen));
        }
        return text.append(Thread.holdsLock(text)).toString();
    }

    @Override
    public String toString() {
        return "specimen " + number + text;
    }
}
