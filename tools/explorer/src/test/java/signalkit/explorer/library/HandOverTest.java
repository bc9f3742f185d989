package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/** What is done before a thread gives is seen by whoever takes, and what is done after it races. */
class HandOverTest {
    /** How one thread gives something, and another one takes it. */
    private record Way(Runnable give, Runnable take) {
        static Way polled(Runnable give, BooleanSupplier isThere) {
            return new Way(
                    give,
                    () -> {
                        while (!isThere.getAsBoolean()) {
                            Thread.onSpinWait();
                        }
                    });
        }
    }

    static final class Pair implements Scenario {
        private int data;

        @Override
        public void prepare(Plan plan) {
            String variant = plan.variant();
            Way way = way(variant.substring(variant.indexOf(' ') + 1));
            boolean isBefore = variant.startsWith("before ");
            plan.thread(
                    "giver",
                    () -> {
                        if (isBefore) {
                            data++;
                        }
                        way.give.run();
                        if (!isBefore) {
                            data++;
                        }
                    });
            plan.thread(
                    "taker",
                    () -> {
                        way.take.run();
                        data++;
                    });
        }

        private static Way way(String name) {
            return switch (name) {
                case "latch" -> latch();
                case "semaphore" -> semaphore();
                case "phaser" -> phaser();
                case "future" -> future();
                case "task" -> task();
                case "atomic" -> atomic();
                case "mark" -> mark();
                case "array queue" -> blocking(new ArrayBlockingQueue<>(1));
                case "transfer queue" -> blocking(new LinkedTransferQueue<>());
                case "linked deque" -> blocking(new LinkedBlockingDeque<>());
                case "priority queue" -> blocking(new PriorityBlockingQueue<>());
                case "synchronous queue" -> blocking(new SynchronousQueue<>());
                case "concurrent queue" -> polled(new ConcurrentLinkedQueue<>());
                case "concurrent deque" -> polled(new ConcurrentLinkedDeque<>());
                case "hash map" -> of(new ConcurrentHashMap<>());
                case "skip list" -> of(new ConcurrentSkipListMap<>());
                case "hash table" -> of(new Hashtable<>());
                case "vector" -> of(new Vector<>());
                default -> of(new CopyOnWriteArrayList<>());
            };
        }

        private static Way latch() {
            CountDownLatch latch = new CountDownLatch(1);
            return new Way(latch::countDown, () -> uninterrupted(latch::await));
        }

        private static Way semaphore() {
            Semaphore semaphore = new Semaphore(0);
            return new Way(semaphore::release, semaphore::acquireUninterruptibly);
        }

        private static Way phaser() {
            Phaser phaser = new Phaser(2);
            return new Way(phaser::arrive, phaser::arriveAndAwaitAdvance);
        }

        private static Way future() {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            return new Way(() -> future.complete(1), future::join);
        }

        private static Way task() {
            FutureTask<Integer> task = new FutureTask<>(() -> 1);
            return Way.polled(task, task::isDone);
        }

        private static Way atomic() {
            AtomicInteger atomic = new AtomicInteger();
            return Way.polled(() -> atomic.setRelease(1), () -> atomic.getAcquire() == 1);
        }

        private static Way mark() {
            AtomicMarkableReference<String> mark = new AtomicMarkableReference<>("", false);
            return Way.polled(() -> mark.set("", true), mark::isMarked);
        }

        private static Way blocking(BlockingQueue<Integer> queue) {
            return new Way(
                    () -> uninterrupted(() -> queue.put(1)), () -> uninterrupted(queue::take));
        }

        private static Way polled(Queue<Integer> queue) {
            return Way.polled(() -> queue.add(1), () -> queue.poll() != null);
        }

        private static Way of(Map<String, Integer> map) {
            return Way.polled(() -> map.put("a", 1), () -> map.get("a") != null);
        }

        private static Way of(List<Integer> list) {
            return Way.polled(() -> list.add(1), () -> !list.isEmpty());
        }

        private interface Waiting {
            void run() throws InterruptedException;
        }

        private static void uninterrupted(Waiting waiting) {
            try {
                waiting.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latch",
                "semaphore",
                "phaser",
                "future",
                "task",
                "atomic",
                "mark",
                "array queue",
                "transfer queue",
                "linked deque",
                "priority queue",
                "synchronous queue",
                "concurrent queue",
                "concurrent deque",
                "hash map",
                "skip list",
                "hash table",
                "vector",
                "copied list"
            })
    void what_comes_before_is_seen_and_what_comes_after_races(String name) {
        Result before = explore("before " + name);
        assertTrue(before.isProof(), before::toString);

        Result after = explore("after " + name);
        assertTrue(after.failure().isPresent(), after::toString);
        FindingKind kind = after.failure().get().finding().kind();
        assertEquals(FindingKind.DATA_RACE, kind, after::toString);
    }

    private static Result explore(String variant) {
        return Explorer.explore(ScenarioCode.of(Pair.class).withVariant(variant), Explored.BOUNDS);
    }
}
