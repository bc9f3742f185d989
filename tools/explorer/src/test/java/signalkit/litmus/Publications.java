package signalkit.litmus;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** Scenarios in which one thread hands data to another. */
final class Publications {
    private Publications() {}

    /** Data, a flag, and a reader that says what it has seen when the flag was set. */
    abstract static class Passing implements Scenario {
        final AtomicInteger data = new AtomicInteger();
        final AtomicInteger flag = new AtomicInteger();
        int plain;
        private int seen = 1;

        abstract void write();

        /** The data, or 1 when the flag is not set. */
        abstract int read();

        @Override
        public void prepare(Plan plan) {
            plan.thread("writer", () -> write());
            plan.thread("reader", () -> seen = read());
            plan.atEnd("whoever sees the flag sees the data", () -> seen == 1);
        }
    }

    static final class OpaqueFlag extends Passing {
        @Override
        void write() {
            data.setOpaque(1);
            flag.setOpaque(1);
        }

        @Override
        int read() {
            return flag.getOpaque() == 1 ? data.getOpaque() : 1;
        }
    }

    /** The data is plain, so that it is also a data race. */
    static final class OpaqueFlagOfPlain extends Passing {
        @Override
        void write() {
            plain = 1;
            flag.setOpaque(1);
        }

        @Override
        int read() {
            return flag.getOpaque() == 1 ? plain : 1;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("writer", () -> write());
            plan.thread("reader", () -> read());
        }
    }

    static final class ByRelease extends Passing {
        @Override
        void write() {
            plain = 1;
            flag.lazySet(1);
        }

        @Override
        int read() {
            return flag.getAcquire() == 1 ? plain : 1;
        }
    }

    static class ByFences extends Passing {
        @Override
        void write() {
            data.setOpaque(1);
            VarHandle.releaseFence();
            flag.setOpaque(1);
        }

        @Override
        int read() {
            boolean isSet = flag.getOpaque() == 1;
            VarHandle.acquireFence();
            return isSet ? data.getOpaque() : 1;
        }
    }

    static final class HalfFenced extends ByFences {
        @Override
        int read() {
            return flag.getOpaque() == 1 ? data.getOpaque() : 1;
        }
    }

    static final class LoadBuffering implements Scenario {
        private final AtomicInteger x = new AtomicInteger();
        private final AtomicInteger y = new AtomicInteger();
        private int first;
        private int second;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        first = x.getOpaque();
                        y.setOpaque(1);
                    });
            plan.thread(
                    "b",
                    () -> {
                        second = y.getOpaque();
                        x.setOpaque(1);
                    });
            plan.atEnd("not both are 1", () -> first + second < 2);
        }
    }

    /** An object whose field is written by its constructor. */
    private static final class Point {
        private int x;

        Point(int x) {
            this.x = x;
        }
    }

    /** The same with a final field. */
    private static final class Constant {
        private final int x;

        Constant(int x) {
            this.x = x;
        }
    }

    static final class Unsafe implements Scenario {
        private Point shared;
        private int seen = 42;

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("an object is published by a race");
            plan.thread("writer", () -> shared = new Point(42));
            plan.thread(
                    "reader",
                    () -> {
                        Point point = shared;
                        seen = point == null ? 42 : point.x;
                    });
            plan.atEnd("the object is whole", () -> seen == 42);
        }
    }

    static final class FinalField implements Scenario {
        private Constant shared;
        private int seen = 42;

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("a final field is published by a race");
            plan.thread("writer", () -> shared = new Constant(42));
            plan.thread(
                    "reader",
                    () -> {
                        Constant constant = shared;
                        seen = constant == null ? 42 : constant.x;
                    });
            plan.atEnd("the object is whole", () -> seen == 42);
        }
    }

    /** Double-checked locking with a volatile field. */
    static class CheckedTwice implements Scenario {
        private volatile Point instance;
        private final int[] seen = {42, 42};

        Point checked() {
            return instance;
        }

        void set(Point made) {
            instance = made;
        }

        private Point get() {
            Point found = checked();
            if (found == null) {
                synchronized (this) {
                    found = checked();
                    if (found == null) {
                        found = new Point(42);
                        set(found);
                    }
                }
            }
            return found;
        }

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("the plain form races");
            plan.thread("a", () -> seen[0] = get().x);
            plan.thread("b", () -> seen[1] = get().x);
            plan.atEnd("the object is whole", () -> seen[0] == 42 && seen[1] == 42);
        }
    }

    static final class CheckedTwicePlain extends CheckedTwice {
        private Point plain;

        @Override
        Point checked() {
            return plain;
        }

        @Override
        void set(Point made) {
            plain = made;
        }
    }

    /** A queue of one reader and one writer, whose counters are written by lazySet. */
    static final class LazySetQueue implements Scenario {
        private final int[] cells = new int[2];
        private final AtomicInteger head = new AtomicInteger();
        private final AtomicInteger tail = new AtomicInteger();
        private int sum;

        private void put(int value) {
            int at = tail.getPlain();
            cells[at] = value;
            tail.lazySet(at + 1);
        }

        private void take() {
            int at = head.getPlain();
            if (at < tail.getAcquire()) {
                sum += cells[at];
                head.lazySet(at + 1);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "writer",
                    () -> {
                        put(1);
                        put(2);
                    });
            plan.thread(
                    "reader",
                    () -> {
                        take();
                        take();
                    });
            plan.atEnd("what is taken was put", () -> sum == head.get() * (head.get() + 1) / 2);
        }
    }

    /** A stack without locks; the value of a node is opaque, so that only its order matters. */
    static class Stack implements Scenario {
        /** An element. */
        static final class Node {
            final AtomicInteger value = new AtomicInteger();
            int plain;
            Node next;
        }

        final AtomicReference<Node> top = new AtomicReference<>();
        private int seen = 42;

        /** Fills a node, and puts it on top. */
        void push(Node node) {
            node.value.setPlain(42);
            node.next = top.get();
            top.compareAndSet(node.next, node);
        }

        int look() {
            Node node = top.get();
            return node == null ? 42 : node.value.getPlain();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("pusher", () -> push(new Node()));
            plan.thread("reader", () -> seen = look());
            plan.atEnd("a node that is seen is filled", () -> seen == 42);
        }
    }

    /** Publishes without any order. */
    static final class StackSetPlain extends Stack {
        @Override
        void push(Node node) {
            node.value.setOpaque(42);
            top.setPlain(node);
        }

        @Override
        int look() {
            Node node = top.getPlain();
            return node == null ? 42 : node.value.getOpaque();
        }

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("that is what it shows");
            super.prepare(plan);
        }
    }

    /** Publishes plain data by an opaque access. */
    static final class StackOpaque extends Stack {
        @Override
        void push(Node node) {
            node.plain = 42;
            top.setOpaque(node);
        }

        @Override
        int look() {
            Node node = top.getOpaque();
            return node == null || node.plain != 0 ? 42 : 42;
        }
    }
}
