package signalkit.calls;

import static signalkit.calls.JdkClass.waits;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools, what they say of themselves, and timers. */
final class PoolCalls {
    static final int COUNT = 6;

    private PoolCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> pool();
            case 1 -> forkJoin();
            case 2 -> scheduled();
            case 3 -> completions();
            case 4 -> timer();
            default -> group();
        };
    }

    private static final class Pool {
        private final ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1, 1, 9, TimeUnit.DAYS, new LinkedBlockingQueue<>(1), PoolCalls::daemon);
        private final AtomicInteger done = new AtomicInteger();
        private final Runnable task = () -> done.addAndGet(10);
    }

    private static Thread daemon(Runnable code) {
        Thread made = new Thread(code);
        made.setDaemon(true);
        return made;
    }

    private static JdkClass<?> pool() {
        return JdkClass.of(
                "ThreadPoolExecutor",
                Pool::new,
                p -> "",
                waits(
                        "execute",
                        (p, s) -> {
                            p.pool.execute(p.task);
                            return "";
                        }),
                waits("submit", (p, s) -> p.pool.submit(() -> p.done.addAndGet(s.number)).get()),
                waits("done", (p, s) -> p.done.get()),
                waits("active", (p, s) -> p.pool.getActiveCount()),
                waits("completed", (p, s) -> p.pool.getCompletedTaskCount()),
                waits("tasks", (p, s) -> p.pool.getTaskCount()),
                waits("queued", (p, s) -> p.pool.getQueue().size()),
                waits("size", (p, s) -> p.pool.getPoolSize()),
                waits("largest", (p, s) -> p.pool.getLargestPoolSize()),
                waits("remove", (p, s) -> p.pool.remove(p.task)),
                waits("prestart", (p, s) -> p.pool.prestartCoreThread()),
                waits(
                        "shutdown",
                        (p, s) -> {
                            p.pool.shutdown();
                            return "";
                        }),
                waits("shutdownNow", (p, s) -> p.pool.shutdownNow().size()),
                waits(
                        "isTerminating",
                        (p, s) -> p.pool.isTerminating() + "" + p.pool.isTerminated()));
    }

    private static final class Fork {
        private final ForkJoinPool pool = new ForkJoinPool(1);
        private final AtomicInteger done = new AtomicInteger();
    }

    private static JdkClass<?> forkJoin() {
        return JdkClass.of(
                "ForkJoinPool",
                Fork::new,
                p -> "",
                waits(
                        "execute",
                        (p, s) -> {
                            p.pool.execute(() -> p.done.addAndGet(10));
                            return "";
                        }),
                waits("submit", (p, s) -> p.pool.submit(() -> p.done.addAndGet(s.number)).join()),
                waits("done", (p, s) -> p.done.get()),
                waits(
                        "shutdown",
                        (p, s) -> {
                            p.pool.shutdown();
                            return "";
                        }),
                waits("isShutdown", (p, s) -> p.pool.isShutdown()),
                waits("isTerminated", (p, s) -> p.pool.isTerminated()));
    }

    private static final class Scheduled {
        private final ScheduledThreadPoolExecutor pool =
                new ScheduledThreadPoolExecutor(1, PoolCalls::daemon);
        private final AtomicInteger done = new AtomicInteger();
    }

    private static JdkClass<?> scheduled() {
        return JdkClass.of(
                "ScheduledThreadPoolExecutor",
                Scheduled::new,
                p -> "",
                waits(
                        "schedule",
                        (p, s) ->
                                p.pool.schedule(
                                                () -> p.done.addAndGet(s.number),
                                                0,
                                                TimeUnit.SECONDS)
                                        .get()),
                waits(
                        "execute",
                        (p, s) -> {
                            p.pool.execute(() -> p.done.addAndGet(10));
                            return "";
                        }),
                waits(
                        "later",
                        (p, s) ->
                                p.pool.schedule(() -> p.done.addAndGet(50), 9, TimeUnit.DAYS)
                                        .cancel(false)),
                waits("done", (p, s) -> p.done.get()),
                waits("queued", (p, s) -> p.pool.getQueue().size()),
                waits(
                        "shutdown",
                        (p, s) -> {
                            p.pool.shutdown();
                            return "";
                        }),
                waits("shutdownNow", (p, s) -> p.pool.shutdownNow().size()),
                waits("isTerminated", (p, s) -> p.pool.isTerminated()));
    }

    private static JdkClass<?> completions() {
        return JdkClass.of(
                "ExecutorCompletionService",
                () ->
                        new ExecutorCompletionService<Integer>(
                                Executors.newCachedThreadPool(PoolCalls::daemon)),
                c -> "",
                waits(
                        "submit",
                        (c, s) -> {
                            c.submit(() -> s.number);
                            return "";
                        }),
                waits("poll", (c, s) -> c.poll() == null),
                waits("take", (c, s) -> c.take().get()));
    }

    private static final class Clock {
        private final Timer timer = new Timer(true);
        private final AtomicInteger done = new AtomicInteger();
        private final TimerTask task = task(5);

        private TimerTask task(int number) {
            return new TimerTask() {
                @Override
                public void run() {
                    done.addAndGet(number);
                }
            };
        }
    }

    private static JdkClass<?> timer() {
        return JdkClass.of(
                "Timer",
                Clock::new,
                c -> "",
                waits(
                        "schedule",
                        (c, s) -> {
                            c.timer.schedule(c.task, 0);
                            return "";
                        }),
                waits(
                        "another",
                        (c, s) -> {
                            c.timer.schedule(c.task(10), 0);
                            return "";
                        }),
                waits("done", (c, s) -> c.done.get()),
                waits("cancelTask", (c, s) -> c.task.cancel()),
                waits(
                        "cancel",
                        (c, s) -> {
                            c.timer.cancel();
                            return "";
                        }),
                waits("purge", (c, s) -> c.timer.purge()));
    }

    private static final class Group {
        private final ThreadGroup group = new ThreadGroup("g");
        private final AtomicInteger done = new AtomicInteger();
    }

    private static JdkClass<?> group() {
        return JdkClass.of(
                "ThreadGroup",
                Group::new,
                g -> g.done.get() >= 0,
                waits(
                        "start",
                        (g, s) -> {
                            Thread t = new Thread(g.group, g.done::incrementAndGet);
                            t.start();
                            return "";
                        }),
                waits(
                        "startAndJoin",
                        (g, s) -> {
                            Thread t = new Thread(g.group, g.done::incrementAndGet);
                            t.start();
                            t.join();
                            return g.done.get();
                        }),
                waits("active", (g, s) -> g.group.activeCount()),
                waits("list", (g, s) -> g.group.enumerate(new Thread[1])),
                waits(
                        "interrupt",
                        (g, s) -> {
                            g.group.interrupt();
                            return "";
                        }),
                waits(
                        "priority",
                        (g, s) -> {
                            g.group.setMaxPriority(s.number);
                            return new Thread(g.group, () -> {}).getPriority();
                        }),
                waits("max", (g, s) -> g.group.getMaxPriority()));
    }
}
