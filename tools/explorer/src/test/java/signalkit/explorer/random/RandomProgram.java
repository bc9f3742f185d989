package signalkit.explorer.random;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * The program that a number stands for: two or three threads of a few steps, and a handler now and
 * then. A step uses a lock, a collection, a queue, or memory by a plain, volatile or weaker access.
 */
public final class RandomProgram implements Scenario {
    private static final int KINDS = 24;
    private static final VarHandle MESSAGE = handle();

    private final Mutex mutex = new Mutex("lock");
    private final AtomicInteger atomic = new AtomicInteger();
    private final Deque<String> queue = new ArrayDeque<>();
    private final Map<String, String> map = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final int[] cells = new int[2];
    private final List<String> synchronizedList =
            java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    private final ConcurrentHashMap<String, String> sharedMap = new ConcurrentHashMap<>();
    private final Queue<String> sharedQueue = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> boundedQueue = new ArrayBlockingQueue<>(1);
    private final ReentrantLock otherLock = new ReentrantLock();
    private final Semaphore permit = new Semaphore(1);
    private final AtomicInteger lazy = new AtomicInteger();
    private final AtomicIntegerArray lazyCells = new AtomicIntegerArray(2);
    private int message;
    private volatile String log = "";
    private String plain = "";

    /** What each thread has seen, one string of its own for each. */
    private final String[] seen = {"", "", "", ""};

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(RandomProgram.class, "message", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void prepare(Plan plan) {
        plan.allowRaces("which ones there are is what is looked at");
        Random random = new Random(Long.parseLong(plan.variant()));
        // Few kinds, so that threads meet.
        int[] kinds = random.ints(5, 0, KINDS).toArray();
        int threads = 2 + random.nextInt(2);
        for (int i = 0; i < threads; i++) {
            int[] steps = steps(random, kinds, 1 + random.nextInt(5 - threads));
            int self = i;
            plan.thread("abc".substring(i, i + 1), () -> run(steps, self));
        }
        if (random.nextInt(3) == 0) {
            int[] steps = steps(random, kinds, 1);
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> handle(steps)));
            plan.signal(Signal.USR1, "a");
        }
        plan.show(
                "all",
                () ->
                        plain
                                + log
                                + atomic
                                + queue
                                + map
                                + text
                                + Arrays.toString(cells)
                                + synchronizedList
                                + sharedMap
                                + sharedQueue
                                + boundedQueue
                                + permit.availablePermits()
                                + lazy
                                + lazyCells
                                + message
                                + Arrays.toString(seen));
    }

    private static int[] steps(Random random, int[] kinds, int count) {
        return random.ints(count, 0, kinds.length).map(i -> kinds[i]).toArray();
    }

    private void handle(int[] steps) {
        // Not the lock, which the interrupted thread may have, nor the map, whose table it may be
        // making: such
        // a handler waits forever.
        for (int step : steps) {
            if (step != 0 && step != 14 && step != 15) {
                one(step, 3);
            }
        }
    }

    private void run(int[] steps, int self) {
        for (int step : steps) {
            if (step == 0) {
                mutex.lock();
                one(5, self);
                one(1, self);
                mutex.unlock();
            } else {
                one(step, self);
            }
        }
    }

    private void one(int step, int self) {
        String name = "abch".substring(self, self + 1);
        switch (step) {
            case 1 -> plain += name;
            case 2 -> seen[self] += plain;
            case 3 -> log += name;
            case 4 -> seen[self] += log;
            case 5 -> queue.addLast(name);
            case 6 -> seen[self] += queue.pollFirst();
            case 7 -> map.put("key", name);
            case 8 -> seen[self] += map.get("key");
            case 9 -> text.append(name);
            case 10 -> Arrays.fill(cells, 0, 1, self);
            case 11 -> seen[self] += cells[0] + "/" + cells[1];
            case 12 -> seen[self] += atomic.incrementAndGet();
            case 13 -> {
                synchronizedList.add(name);
                Iterator<String> all = synchronizedList.iterator();
                seen[self] += all.next();
            }
            default -> another(step, self, name);
        }
    }

    private void another(int step, int self, String name) {
        switch (step) {
            case 14 -> sharedMap.merge("key", name, String::concat);
            case 15 -> seen[self] += sharedMap.putIfAbsent("key", name);
            case 16 -> {
                sharedQueue.add(name);
                seen[self] += sharedQueue.poll();
            }
            case 17 -> seen[self] += boundedQueue.offer(name) ? "" : boundedQueue.poll();
            case 18 -> {
                if (otherLock.tryLock()) {
                    plain += name;
                    otherLock.unlock();
                }
            }
            case 19 -> seen[self] += permit.tryAcquire();
            case 20 -> lazy.lazySet(self + 1);
            case 21 -> seen[self] += lazy.getOpaque();
            case 22 -> {
                lazyCells.setPlain(0, self + 1);
                MESSAGE.setRelease(this, self + 1);
            }
            default -> seen[self] += (int) MESSAGE.getAcquire(this) + "" + lazyCells.getPlain(0);
        }
    }
}
