package signalkit.calls;

import static signalkit.calls.JdkClass.waits;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Futures, an executor and threads. */
final class TaskCalls {
    static final int COUNT = 5;

    private TaskCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> completable();
            case 1 -> task();
            case 2 -> executor();
            case 3 -> thread();
            default -> interrupts();
        };
    }

    private static JdkClass<?> completable() {
        return JdkClass.of(
                "CompletableFuture",
                () -> new CompletableFuture<Integer>(),
                f -> f.isDone() + "" + f.isCancelled() + f.isCompletedExceptionally(),
                waits("complete", (f, s) -> f.complete(s.number)),
                waits(
                        "fail",
                        (f, s) ->
                                f.completeExceptionally(new IllegalStateException("" + s.number))),
                waits("cancel", (f, s) -> f.cancel(true)),
                waits("getNow", (f, s) -> f.getNow(0)),
                waits("isDone", (f, s) -> f.isDone()),
                waits("join", (f, s) -> f.join()),
                waits("get", (f, s) -> f.get()),
                waits("apply", (f, s) -> f.thenApply(x -> x + 1).getNow(0)),
                waits(
                        "handle",
                        (f, s) ->
                                f.handle((x, e) -> e == null ? x : e.getClass().getSimpleName())
                                        .getNow(0)),
                waits(
                        "handleJoin",
                        (f, s) ->
                                f.handle((x, e) -> e == null ? x : e.getClass().getSimpleName())
                                        .join()),
                waits("exceptionally", (f, s) -> f.exceptionally(e -> -1).getNow(0)),
                waits(
                        "obtrude",
                        (f, s) -> {
                            f.obtrudeValue(s.number);
                            return "";
                        }),
                waits("copy", (f, s) -> f.copy().isDone()),
                waits(
                        "dependents",
                        (f, s) -> {
                            f.thenRun(() -> {});
                            return "";
                        }),
                waits(
                        "combine",
                        (f, s) ->
                                f.thenCombine(CompletableFuture.completedFuture(1), Integer::sum)
                                        .getNow(0)),
                waits(
                        "any",
                        (f, s) ->
                                CompletableFuture.anyOf(f, CompletableFuture.completedFuture(1))
                                        .join()),
                waits("all", (f, s) -> CompletableFuture.allOf(f).isDone()));
    }

    private static JdkClass<?> task() {
        return JdkClass.of(
                "FutureTask",
                () -> new FutureTask<>(() -> 5),
                f -> f.isDone() + "" + f.isCancelled(),
                waits(
                        "run",
                        (f, s) -> {
                            f.run();
                            return "";
                        }),
                waits(
                        "cancel",
                        (f, s) -> {
                            boolean c = f.cancel(false);
                            return c;
                        }),
                waits("isDone", (f, s) -> f.isDone()),
                waits("isCancelled", (f, s) -> f.isCancelled()),
                waits("get", (f, s) -> f.get()),
                waits("get0", (f, s) -> f.get(0, TimeUnit.SECONDS)));
    }

    private static final class Pool {
        final ExecutorService one =
                Executors.newSingleThreadExecutor(
                        r -> {
                            Thread t = new Thread(r);
                            t.setDaemon(true);
                            return t;
                        });
        final AtomicInteger done = new AtomicInteger();
    }

    private static JdkClass<?> executor() {
        return JdkClass.of(
                "single thread executor",
                Pool::new,
                p -> "",
                waits(
                        "execute",
                        (p, s) -> {
                            p.one.execute(() -> p.done.addAndGet(s.number));
                            return "";
                        }),
                waits("submit", (p, s) -> p.one.submit(() -> p.done.addAndGet(s.number)).get()),
                waits("done", (p, s) -> p.done.get()),
                waits(
                        "shutdown",
                        (p, s) -> {
                            p.one.shutdown();
                            return "";
                        }),
                waits("shutdownNow", (p, s) -> p.one.shutdownNow().size()),
                waits("isShutdown", (p, s) -> p.one.isShutdown()),
                waits("isTerminated", (p, s) -> p.one.isTerminated()));
    }

    private static final class Started {
        final AtomicInteger n = new AtomicInteger();
        final Thread thread = new Thread(n::incrementAndGet);
    }

    private static JdkClass<?> thread() {
        return JdkClass.of(
                "Thread",
                Started::new,
                t -> "",
                waits(
                        "start",
                        (t, s) -> {
                            t.thread.start();
                            return "";
                        }),
                waits(
                        "join",
                        (t, s) -> {
                            t.thread.join();
                            return t.n.get();
                        }),
                waits("isAlive", (t, s) -> t.thread.isAlive()),
                waits("n", (t, s) -> t.n.get()),
                waits("isNew", (t, s) -> t.thread.getState() == Thread.State.NEW),
                waits("isOver", (t, s) -> t.thread.getState() == Thread.State.TERMINATED),
                waits(
                        "interrupt",
                        (t, s) -> {
                            t.thread.interrupt();
                            return t.thread.isInterrupted();
                        }),
                waits(
                        "daemon",
                        (t, s) -> {
                            t.thread.setDaemon(true);
                            return "";
                        }));
    }

    private static JdkClass<?> interrupts() {
        return JdkClass.of(
                "interrupts",
                () -> new AtomicReferenceArray<Thread>(4),
                t -> "",
                waits(
                        "own",
                        (t, s) -> {
                            t.set(s.number, Thread.currentThread());
                            return "";
                        }),
                waits(
                        "interrupt1",
                        (t, s) -> {
                            Thread x = t.get(1);
                            if (x != null) {
                                x.interrupt();
                            }
                            return x != null;
                        }),
                waits(
                        "interrupt2",
                        (t, s) -> {
                            Thread x = t.get(2);
                            if (x != null) {
                                x.interrupt();
                            }
                            return x != null;
                        }),
                waits("isInterrupted", (t, s) -> Thread.currentThread().isInterrupted()),
                waits("interrupted", (t, s) -> Thread.interrupted()),
                waits(
                        "self",
                        (t, s) -> {
                            Thread.currentThread().interrupt();
                            return "";
                        }),
                waits(
                        "sleep0",
                        (t, s) -> {
                            Thread.sleep(0);
                            return "";
                        }));
    }
}
