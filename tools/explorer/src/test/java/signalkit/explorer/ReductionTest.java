package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.Cond;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** What the reduction leaves out changes no outcome: plain search comes to the same set. */
public class ReductionTest {
    /** One worker: how many runs are left out depends on who comes first. */
    private static final Bounds BOUNDS =
            Bounds.DEFAULT.withTime(Duration.ofMinutes(2)).withWorkers(1);

    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    /** The order of three appends to a log, each by a thread of its own. */
    public static final class ThreeWriters implements Scenario {
        private String log = "";

        @Override
        public void prepare(Plan plan) {
            for (String name : List.of("a", "b", "c")) {
                plan.thread(name, () -> log = log + name);
            }
            plan.show("log", () -> log);
        }
    }

    /** Store buffering, under the strict order that the explorer has. */
    public static final class Dekker implements Scenario {
        private volatile int x;
        private volatile int y;
        private int r1;
        private int r2;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        x = 1;
                        r1 = y;
                    });
            plan.thread(
                    "b",
                    () -> {
                        y = 1;
                        r2 = x;
                    });
            plan.show("r", () -> r1 + "," + r2);
        }
    }

    /** An atomic counter and a plain one. */
    static final class Counters implements Scenario {
        private final AtomicInteger atomic = new AtomicInteger();
        private int plain;

        private void count() {
            atomic.incrementAndGet();
            plain++;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::count);
            plan.thread("b", this::count);
            plan.show("counters", () -> atomic + "," + plain);
        }
    }

    /** A bank transfer under two mutexes, in one order. */
    static final class Transfers implements Scenario {
        private final Mutex first = new Mutex("first");
        private final Mutex second = new Mutex("second");
        private int left = 5;
        private int right;
        private String order = "";

        private void move(String name, int amount) {
            first.lock();
            left -= amount;
            second.lock();
            right += amount;
            order += name;
            second.unlock();
            first.unlock();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> move("a", 1));
            plan.thread("b", () -> move("b", 2));
            plan.show("money", () -> left + "," + right + order);
        }
    }

    /** Elements of one array, written by two threads. */
    static final class Elements implements Scenario {
        private final int[] cells = new int[2];

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        cells[0] = 1;
                        cells[1] = cells[0] + 1;
                    });
            plan.thread(
                    "b",
                    () -> {
                        cells[0] = 5;
                        cells[1]++;
                    });
            plan.show("cells", () -> cells[0] + "," + cells[1]);
        }
    }

    /** A library list that two threads use without a lock. */
    static final class SharedList implements Scenario {
        private final List<String> list = new ArrayList<>();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> list.add("a" + list.size()));
            plan.thread("b", () -> list.add("b" + list.size()));
            plan.show("list", () -> list);
        }
    }

    /** A handler between two steps of main, and another thread. */
    public static final class HandlerBetween implements Scenario {
        private String log = "";

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> log += "h"));
            plan.main(() -> log += "m");
            plan.thread("a", () -> log += "a");
            plan.signal(Signal.TERM);
            plan.show("log", () -> log);
        }
    }

    /** Two signals whose handlers nest. */
    static final class Nesting implements Scenario {
        private String log = "";

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> log += "t"));
            Signals.sigaction(Signal.INT, Sigaction.handler(signal -> log += "i"));
            plan.main(() -> log += "m");
            plan.signal(Signal.TERM);
            plan.signal(Signal.INT);
            plan.show("log", () -> log);
        }
    }

    /** A waiter that may or may not be there when the signal comes. */
    static final class Waits implements Scenario {
        private volatile String log = "";

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            plan.thread(
                    "waiter",
                    () -> {
                        Signals.sigwait(TERM);
                        log += "w";
                    });
            plan.thread("a", () -> log += "a");
            plan.signal(Signal.TERM);
            plan.show("log", () -> log);
        }
    }

    /** A timed wait that ends by itself or not. */
    public static final class TimedWait implements Scenario {
        private final Mutex mutex = new Mutex("flag");
        private final Cond cond = new Cond("flag");
        private boolean flag;
        private boolean seen;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "waiter",
                    () -> {
                        mutex.lock();
                        if (!flag) {
                            cond.await(mutex, Duration.ofSeconds(1));
                        }
                        seen = flag;
                        mutex.unlock();
                    });
            plan.thread(
                    "setter",
                    () -> {
                        mutex.lock();
                        flag = true;
                        cond.signal();
                        mutex.unlock();
                    });
            plan.show("seen", () -> seen);
        }
    }

    /** Monitors, wait and notify. */
    static final class Monitors implements Scenario {
        private String log = "";
        private boolean set;

        private synchronized void await() {
            while (!set) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            log += "w";
        }

        private synchronized void set() {
            set = true;
            log += "s";
            notifyAll();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::await);
            plan.thread("b", this::set);
            plan.thread("c", () -> log += "c");
            plan.show("log", () -> log);
        }
    }

    /** A deadlock in some orders only. */
    static final class Philosophers implements Scenario {
        private final Mutex left = new Mutex("left");
        private final Mutex right = new Mutex("right");

        private static void eat(Mutex one, Mutex other) {
            one.lock();
            other.lock();
            other.unlock();
            one.unlock();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> eat(left, right));
            plan.thread("b", () -> eat(right, left));
        }
    }

    /** A thread that others make, and join. */
    static final class Children implements Scenario {
        private volatile String log = "";

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        var child = signalkit.posix.Pthread.create("child", () -> log += "c");
                        log += "m";
                        child.join();
                        log += "j";
                    });
            plan.thread("a", () -> log += "a");
            plan.show("log", () -> log);
        }
    }

    static Stream<Class<? extends Scenario>> scenarios() {
        return Stream.of(
                Dekker.class,
                Counters.class,
                Transfers.class,
                Elements.class,
                SharedList.class,
                HandlerBetween.class,
                Nesting.class,
                Waits.class,
                TimedWait.class,
                Philosophers.class,
                Children.class);
    }

    /** Plain search runs each of these more than ten thousand times. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(classes = {ThreeWriters.class, Monitors.class})
    void the_same_holds_for_large_scenarios(Class<? extends Scenario> type) {
        plain_search_comes_to_the_same_outcomes_and_traces(type);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void plain_search_comes_to_the_same_outcomes_and_traces(Class<? extends Scenario> type) {
        Result plain = Explored.exploreWithRaces(type, BOUNDS.unreduced());
        Result reduced = Explored.exploreWithRaces(type, BOUNDS);

        assertTrue(plain.cut().isEmpty() && reduced.cut().isEmpty(), plain::toString);
        assertTrue(plain.outcomes().size() > 1, plain::toString);
        assertEquals(plain.outcomes(), reduced.outcomes());
        // What is left out is left out of these, so as many are the same.
        assertEquals(plain.statistics().traces(), reduced.statistics().traces());
        assertTrue(made(reduced) <= made(plain));
        if (Boolean.getBoolean("reduction.print")) {
            System.out.printf(
                    "reduction: %s %d outcomes, %d traces, plain %d runs, reduced %d%n",
                    type.getSimpleName(),
                    plain.outcomes().size(),
                    plain.statistics().traces(),
                    made(plain),
                    made(reduced));
        }
    }

    private static long made(Result result) {
        return result.statistics().runs() - result.statistics().skipped();
    }

    /** Fewer preemptions have fewer outcomes. */
    @Test
    void a_smaller_bound_is_seen_in_the_outcomes() {
        Class<Counters> code = Counters.class;

        // An older value loses an update, too, without any preemption.
        Bounds least = BOUNDS.withPreemptions(0).withOlderValues(0);
        Result none = Explored.exploreWithRaces(code, least);
        Result two = Explored.exploreWithRaces(code, BOUNDS);

        assertEquals(1, none.outcomes().size());
        assertEquals(2, two.outcomes().size());
    }

    @Test
    void the_counts_do_not_depend_on_the_number_of_workers() {
        Class<Monitors> code = Monitors.class;

        Result one = Explored.exploreWithRaces(code, BOUNDS.withWorkers(1));
        Result four = Explored.exploreWithRaces(code, BOUNDS.withWorkers(4));

        assertEquals(one.statistics().runs(), four.statistics().runs());
        assertEquals(one.statistics().states(), four.statistics().states());
        assertEquals(one.outcomes(), four.outcomes());
    }

    @Test
    void the_failure_does_not_depend_on_the_number_of_workers() {
        Class<Philosophers> code = Philosophers.class;

        Result one = Explored.exploreWithRaces(code, BOUNDS.withWorkers(1));
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    one.failure(),
                    Explored.exploreWithRaces(code, BOUNDS.withWorkers(3)).failure());
        }
    }
}
